graph [
  multigraph 1
  node [
    id 0
    label "Zoo"
  ]
  node [
    id 1
    label "Ape"
  ]
  edge [
    source 0
    target 1
    key "houses"
  ]
]
