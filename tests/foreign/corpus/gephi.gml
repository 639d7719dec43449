graph
[
  Creator "Gephi"
  directed 0
  node
  [
    id 0
    label "Zoo"
    graphics
    [
      x 1.5
      fill "#c0c0c0"
    ]
  ]
  node
  [
    id 1
    label "Ape"
  ]
  edge
  [
    id 7
    source 0
    target 1
    value 1.0
    fill "#aaa"
  ]
]
