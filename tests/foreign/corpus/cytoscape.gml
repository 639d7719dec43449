Creator "Cytoscape"
Version 1.0
graph [
	node [
		root_index -3
		id -3
		graphics [
			x -28.0
		]
		label "YKR026C"
	]
	node [
		id -2
		label "YGL122C"
	]
	edge [
		root_index -1
		target -2
		source -3
		graphics [
			width 1.0
		]
		label "pp"
	]
]
Title "galFiltered"
