//! Which attributes of DOT have content and which only affect the drawing, and the text that a label shows.

use crate::format::tools::gml::unescaped;

/// Attributes of the graph's content, not of its drawing.
const KEPT: &[&str] =
    &["label", "xlabel", "tooltip", "url", "href", "weight", "comment", "class", "id", "key"];

/// Attributes that affect the drawing in Graphviz.
const LOOKS: &[&str] = &[
    "arrowhead",
    "arrowsize",
    "arrowtail",
    "bgcolor",
    "color",
    "colorscheme",
    "constraint",
    "decorate",
    "dir",
    "distortion",
    "fillcolor",
    "fixedsize",
    "fontcolor",
    "fontname",
    "fontsize",
    "gradientangle",
    "group",
    "headclip",
    "headlabel",
    "headport",
    "height",
    "image",
    "imagepos",
    "imagescale",
    "labelangle",
    "labeldistance",
    "labelfloat",
    "labelfontcolor",
    "labelfontname",
    "labelfontsize",
    "labeljust",
    "labelloc",
    "layer",
    "layout",
    "len",
    "lhead",
    "lp",
    "ltail",
    "margin",
    "minlen",
    "nojustify",
    "ordering",
    "orientation",
    "ordering",
    "overlap",
    "pad",
    "penwidth",
    "peripheries",
    "pin",
    "pos",
    "rank",
    "rankdir",
    "ranksep",
    "nodesep",
    "ratio",
    "rects",
    "regular",
    "root",
    "samehead",
    "sametail",
    "samplepoints",
    "shape",
    "shapefile",
    "showboxes",
    "sides",
    "size",
    "skew",
    "sortv",
    "splines",
    "style",
    "tailclip",
    "taillabel",
    "tailport",
    "target",
    "vertices",
    "width",
    "xlp",
    "z",
    "compound",
    "concentrate",
    "bb",
    "dpi",
    "center",
    "clusterrank",
    "newrank",
    "outputorder",
    "page",
    "remincross",
    "rotate",
    "sep",
    "esep",
    "start",
    "stylesheet",
    "truecolor",
    "viewport",
    "xdotversion",
    "charset",
];

/// Whether an attribute only affects the drawing.
pub(super) fn is_look(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !KEPT.contains(&name.as_str()) && (LOOKS.contains(&name.as_str()) || name.starts_with('_'))
}

/// A label as it is shown: lines are joined, entities of HTML resolved, and `\N` becomes the node's name.
pub(super) fn plain(label: &str, node: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut rest = label.chars().peekable();
    while let Some(character) = rest.next() {
        match (character, rest.peek().copied()) {
            ('\\', Some('n' | 'l' | 'r')) => {
                rest.next();
                out.push(' ');
            }
            ('\\', Some('N')) => {
                rest.next();
                out.push_str(node);
            }
            ('\\', Some(next)) => {
                rest.next();
                out.push(next);
            }
            (other, _) => out.push(other),
        }
    }
    unescaped(out.trim()).into_owned()
}

/// The label of a node in the shape of a record, as it is shown: fields separated by bars, without the names
/// of ports and without braces.
pub(super) fn record(label: &str, node: &str) -> String {
    let (mut fields, mut field) = (Vec::new(), String::new());
    let mut rest = label.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => field.extend(['\\'].into_iter().chain(rest.next())),
            '<' => drop(rest.by_ref().find(|c| *c == '>')),
            '{' | '}' => {}
            '|' => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    fields.push(field);
    let shown = fields.iter().map(|field| plain(field, node)).filter(|field| !field.is_empty());
    shown.collect::<Vec<_>>().join(" | ")
}
