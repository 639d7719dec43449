Creator "igraph version 0.10.4 Mon Jan  1 2024"
Version 1
graph
[
  directed 1
  node
  [
    id 0
    name "bee"
    size 1.5e1
  ]
  node
  [
    id 1
    name "hive &quot;A&quot;"
  ]
  edge
  [
    source 0
    target 1
    label "lives &amp; works in"
  ]
]
