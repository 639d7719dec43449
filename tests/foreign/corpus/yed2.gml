Creator	"yFiles"
Version	"2.17"
graph
[
	hierarchic	1
	label	""
	directed	1
	node
	[
		id	0
		label	"Bee"
		graphics
		[
			x	1.0
			type	"rectangle"
		]
		LabelGraphics
		[
			text	"Bee"
			fontSize	12
		]
		gid	2
	]
	node
	[
		id	1
		label	"Hive"
	]
	node
	[
		id	2
		label	"Group"
		isGroup	1
	]
	edge
	[
		source	0
		target	1
		label	"lives in"
		graphics
		[
			fill	"#000000"
			targetArrow	"standard"
		]
	]
	edge
	[
		source	1
		target	0
		graphics
		[
			sourceArrow	"standard"
		]
	]
]
