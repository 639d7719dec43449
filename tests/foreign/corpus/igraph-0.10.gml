Creator "igraph version 0.10.13 Sat Jun  1 10:00:00 2024"
Version 1
graph
[
  directed 1
  name "Zachary &amp; friends"
  node
  [
    id 0
    name "Mr Hi"
    Faction 1
  ]
  node
  [
    id 1
    name "Actor 2"
    Faction NaN
  ]
  edge
  [
    source 1
    target 0
    weight 4.5
    type "m&#252;de"
  ]
]
