graph [
  node [
    id 0
    label "a"
    pos 0.5
    pos 0.5
    data [ born 1650 note "x" ]
  ]
]
