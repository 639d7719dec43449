graph [
  node [
    id 0
    label "M&#252;ller &#34;X&#34;"
    tags "_networkx_list_start"
    tags "only"
    empty "[]"
  ]
  node [
    id 1
    label "12345678901234567890123"
    weight -0.0
    inf +INF
  ]
  edge [
    source 0
    target 1
  ]
]
