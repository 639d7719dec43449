graph [
  multigraph 1
  directed 1
  node [
    id 0
    label "1"
    pos 0.1
    pos 0.2
    data [
      born 1650
      note "x"
    ]
  ]
  node [ id 1 label "b" ]
  edge [
    source 0
    target 1
    key "feeds"
    weight 1E5
  ]
]
