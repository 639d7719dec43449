Creator "igraph version 0.10.4 Tue Jan 03 2023"
Version 1
graph
[
  directed 1
  node
  [
    id 0
    name "Caf&#233;"
  ]
  node
  [
    id 1
    name "Mill"
  ]
  edge
  [
    source 1
    target 0
    type "supplies"
  ]
]
