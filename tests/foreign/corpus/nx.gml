graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "caf&#233;"
    pos 1.0
    pos 2.0
  ]
  node [
    id 1
    label "hive &#34;1&#34;"
  ]
  edge [
    source 0
    target 1
    key 0
    relation "near"
  ]
  edge [
    source 0
    target 1
    key "alt"
  ]
]
