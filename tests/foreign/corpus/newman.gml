Creator "Mark Newman on Wed Jul 26"
graph
[
  directed 0
  node
  [
    id 0
    label "BrighamYoung"
    value 7
  ]
  node
  [
    id 1
    label "FloridaState"
    value 0
  ]
  edge
  [
    source 1
    target 0
  ]
]
