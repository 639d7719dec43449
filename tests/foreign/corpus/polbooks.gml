Creator "Mark Newman"
graph
[
  directed 0
  comment "x"
  node
  [
    id 0
    label "1000 Years for Revenge"
    value "n"
  ]
  node [ id 1 label "Bush vs. the Beltway" value "c" ]
  edge
  [
    source 1
    target 0
  ]
]
