Creator	"yFiles"
Version	"2.22"
graph
[
	hierarchic	1
	label	""
	directed	1
	node
	[
		id	0
		label	"Tide Mill"
		graphics
		[
			x	1.0
			type	"rectangle"
		]
		LabelGraphics
		[
			text	"Tide Mill"
			fontSize	12
		]
		gid	2
	]
	node
	[
		id	1
		label	"Sea"
	]
	node
	[
		id	2
		label	"Town"
		isGroup	1
	]
	edge
	[
		source	1
		target	0
		label	"drives"
		graphics
		[
			fill	"#000000"
			targetArrow	"standard"
		]
	]
]
