graph
[
  Creator "Gephi"
  directed 0
  node
  [
    id 1
    label "Bee"
    graphics
    [
      x 1.0
      y 2.0
    ]
    Modularity_Class "1"
  ]
  node
  [
    id 2
    label "Hive"
  ]
  edge
  [
    id 0
    source 2
    target 1
    value 1.0
    kind "houses"
  ]
]
