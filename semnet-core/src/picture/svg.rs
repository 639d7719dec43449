//! The picture as SVG. All words are text, with the name of the font and of substitutes for it.

use std::fmt::Write as _;

use data_encoding::BASE64;

use crate::format::carried::{BEGIN, END};
use crate::picture::Picture;
use crate::picture::colours::REST_THEMES;
use crate::picture::geometry::{Curve, Point, Rect, bent, border, curve};
use crate::picture::measure::{Face, Family};
use crate::picture::scene::{CROWDED, Card, CardKind, Line};

const MARGIN: f64 = 40.0;
const SANS: &str = "Inter, 'Inter Variable', 'Helvetica Neue', Arial, sans-serif";
const SERIF: &str = "'Source Serif 4', 'Source Serif 4 Variable', Georgia, serif";
const PAPER: &str = "#fcfbf8";
const INK: &str = "#1d2127";
const QUIET: &str = "#565e6a";
const LINE: &str = "#b3b9c2";
const QUESTION: &str = "#1f2a3b";
/// How far the ground of a theme reaches beyond its cards.
const HULL: f64 = 22.0;
/// With fewer cards, the colours are enough to show the themes.
const LEAST_FOR_HULLS: usize = 12;
/// With more lines than this, the ground does not follow them.
const MANY_LINES: usize = 1_200;
/// By theme: the strong colour, and the background of words.
const THEMES: [(&str, &str); 8] = [
    ("#1d64b0", "#e4effb"),
    ("#b4530a", "#fdebdc"),
    ("#0d7a5f", "#dcf3ec"),
    ("#a62c77", "#fae4f0"),
    ("#7d6300", "#f7efcf"),
    ("#5d48b8", "#eae7fb"),
    ("#1b7487", "#dcf1f5"),
    ("#59616b", "#eceef1"),
];

pub(super) fn write(picture: &Picture) -> String {
    let mut svg = String::new();
    let (left, top, width, height) = area(picture);
    let title = escape(picture.network.question());
    let bytes = BASE64.encode(picture.network.as_bytes());
    svg.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing into a string cannot fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\">\n<title>{title}</title>\n\
         <metadata>{BEGIN}{bytes}{END}</metadata>\n\
         <rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n"
    );
    hulls(&mut svg, picture);
    // Lines lead to cards that the layout has placed.
    let rect = |card: usize| picture.layout.rect(card);
    for line in &picture.lines {
        let found = line_curve(line, &rect(line.ends.0), &rect(line.ends.1));
        let (colour, wide) = if line.is_highlight { (QUIET, 2.6) } else { (LINE, 1.4) };
        let _ = writeln!(
            svg,
            "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{wide}\"/>",
            path(&found)
        );
        if !line.is_key_finding {
            arrow(&mut svg, &found, colour);
        }
    }
    for line in &picture.shared {
        let (x, y) = line.place;
        let found = curve(&rect(line.ends.0), &rect(line.ends.1), Point { x, y });
        let (colour, _) = colours(picture, picture.cards[line.ends.0].theme);
        let _ = writeln!(
            svg,
            "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.4\" stroke-dasharray=\"1 6\" \
             stroke-linecap=\"round\"/>",
            path(&Way::Quadratic(found))
        );
        if line.size.0 > 0.0 {
            label(&mut svg, &line.rows, line.place, line.size, colour, 500);
        }
    }
    for line in picture.lines.iter().filter(|line| !line.rows.is_empty()) {
        let (ink, weight) = if line.is_highlight { (INK, 600) } else { (QUIET, 500) };
        label(&mut svg, &line.rows, line.place, line.size, ink, weight);
    }
    let has_letters = picture.themes.len() > 1 && picture.cards.len() <= CROWDED;
    for card in &picture.cards {
        draw(&mut svg, card, colours(picture, card.theme), has_letters && !is_rest(picture, card.theme));
    }
    svg.push_str("</svg>\n");
    svg
}

/// Whether a theme stands for concepts without a theme of their colour.
fn is_rest(picture: &Picture, theme: usize) -> bool {
    picture.themes.get(theme).is_some_and(|name| REST_THEMES.contains(&name.as_str()))
}

/// The colours of a theme; cards without a theme are grey.
fn colours(picture: &Picture, theme: usize) -> (&'static str, &'static str) {
    THEMES[if is_rest(picture, theme) { THEMES.len() - 1 } else { theme % THEMES.len() }]
}

/// A ground around the cards of each theme, joined for cards that are close to each other.
fn hulls(svg: &mut String, picture: &Picture) {
    let Picture { cards, lines, shared, themes, .. } = picture;
    if !picture.is_by_theme || themes.len() < 2 || cards.len() < LEAST_FOR_HULLS {
        return;
    }
    let theme_of = |card: usize| {
        let theme = cards[card].theme;
        let is_named = theme < THEMES.len().min(themes.len()) && !is_rest(picture, theme);
        (cards[card].kind != CardKind::Question && is_named).then_some(theme)
    };
    for (theme, (_, tint)) in THEMES.iter().enumerate() {
        let mut ways = String::new();
        if lines.len() <= MANY_LINES {
            let all = lines.iter().map(|line| line.ends).chain(shared.iter().map(|line| line.ends));
            for (from, to) in
                all.filter(|&(from, to)| theme_of(from) == Some(theme) && theme_of(to) == Some(theme))
            {
                let (a, b) = (&cards[from], &cards[to]);
                let _ = write!(ways, "M{} {}L{} {}", short(a.x), short(a.y), short(b.x), short(b.y));
            }
        }
        if !ways.is_empty() {
            let _ = writeln!(
                svg,
                "<path d=\"{ways}\" fill=\"none\" stroke=\"{tint}\" stroke-width=\"{}\" \
                 stroke-linecap=\"round\"/>",
                2.0 * HULL
            );
        }
        for card in (0..cards.len()).filter(|&card| theme_of(card) == Some(theme)).map(|card| &cards[card]) {
            let (width, height) = (card.width + 2.0 * HULL, card.height + 2.0 * HULL);
            let (left, top) = (short(card.x - width / 2.0), short(card.y - height / 2.0));
            let _ = writeln!(
                svg,
                "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" \
                 rx=\"{HULL}\" fill=\"{tint}\"/>"
            );
        }
    }
}

/// The way of a line: a curve, or a loop from a card to itself.
enum Way {
    Quadratic(Curve),
    Loop { start: Point, first: Point, second: Point, end: Point },
}

fn line_curve(line: &Line, from: &Rect, to: &Rect) -> Way {
    if line.ends.0 == line.ends.1 {
        let (x, y) = if line.rows.is_empty() {
            (from.x + from.width / 2.0 + 26.0 + line.bend.abs(), from.y - from.height / 2.0 - 26.0)
        } else {
            line.place
        };
        return looped(from, Point { x, y });
    }
    let through = if line.rows.is_empty() {
        bent(from, to, line.bend)
    } else {
        Point { x: line.place.0, y: line.place.1 }
    };
    Way::Quadratic(curve(from, to, through))
}

/// Out of a card towards a point, around it, and in again.
fn looped(card: &Rect, through: Point) -> Way {
    let (dx, dy) = (through.x - card.x, through.y - card.y);
    let length = f64::max(1.0, (dx * dx + dy * dy).sqrt());
    let (ux, uy) = (-dy / length, dx / length);
    let edge = border(card, through);
    let beside = |at: Point, by: f64| Point { x: at.x + ux * by, y: at.y + uy * by };
    let (start, end) = (beside(edge, -9.0), beside(edge, 9.0));
    let pull =
        Point { x: (8.0 * through.x - start.x - end.x) / 6.0, y: (8.0 * through.y - start.y - end.y) / 6.0 };
    Way::Loop { start, first: beside(pull, -46.0), second: beside(pull, 46.0), end }
}

fn path(way: &Way) -> String {
    let at = |Point { x, y }: Point| format!("{} {}", short(x), short(y));
    match *way {
        Way::Quadratic(Curve { start, control, end }) => {
            format!("M{}Q{} {}", at(start), at(control), at(end))
        }
        Way::Loop { start, first, second, end } => {
            format!("M{}C{} {} {}", at(start), at(first), at(second), at(end))
        }
    }
}

fn arrow(svg: &mut String, way: &Way, colour: &str) {
    let (from, end) = match *way {
        Way::Quadratic(Curve { control, end, .. }) => (control, end),
        Way::Loop { second, end, .. } => (second, end),
    };
    let (dx, dy) = (end.x - from.x, end.y - from.y);
    let length = f64::max(1e-6, (dx * dx + dy * dy).sqrt());
    let (ux, uy) = (dx / length, dy / length);
    let corner = |side: f64| {
        let (x, y) = (end.x - 9.0 * ux - side * uy, end.y - 9.0 * uy + side * ux);
        format!("{} {}", short(x), short(y))
    };
    let tip = format!("{} {}", short(end.x), short(end.y));
    let _ = writeln!(svg, "<path d=\"M{tip}L{}L{}Z\" fill=\"{colour}\"/>", corner(4.0), corner(-4.0));
}

fn label(
    svg: &mut String,
    rows: &[String],
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    ink: &str,
    weight: u16,
) {
    let (left, top) = (short(x - width / 2.0), short(y - height / 2.0));
    let _ = writeln!(
        svg,
        "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"4\" fill=\"{PAPER}\"/>"
    );
    text(svg, rows, (x, y), Family::Sans, 12.0, weight, ink);
}

fn draw(svg: &mut String, card: &Card, (strong, tint): (&str, &str), has_letter: bool) {
    let (fill, stroke, ink, round) = match card.kind {
        CardKind::Question => (QUESTION, QUESTION, "#ffffff", 16),
        CardKind::Finding => (tint, strong, INK, 10),
        CardKind::Concept => (PAPER, strong, INK, 10),
    };
    let (left, top) = (card.x - card.width / 2.0, card.y - card.height / 2.0);
    let _ = writeln!(
        svg,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{round}\" fill=\"{fill}\" \
         stroke=\"{stroke}\" stroke-width=\"1.5\"/>",
        short(left),
        short(top),
        card.width,
        card.height
    );
    let Face { family, weight, size, .. } = card.face;
    text(svg, &card.rows, (card.x, card.y), family, size, weight, ink);
    if has_letter && card.kind != CardKind::Question {
        let _ = writeln!(
            svg,
            "<circle cx=\"{}\" cy=\"{}\" r=\"8.5\" fill=\"{strong}\"/>",
            short(left),
            short(top)
        );
        let letter = char::from(b'A' + (card.theme % 26) as u8).to_string();
        text(svg, &[letter], (left, top), Family::Sans, 10.0, 700, PAPER);
    }
}

fn text(
    svg: &mut String,
    rows: &[String],
    (x, y): (f64, f64),
    family: Family,
    size: f64,
    weight: u16,
    ink: &str,
) {
    let family = match family {
        Family::Sans => SANS,
        Family::Serif => SERIF,
    };
    let direction = if rows.iter().any(|row| is_right_to_left(row)) { " direction=\"rtl\"" } else { "" };
    let height = libm::round(size * 1.3);
    let first = y - (rows.len() as f64 - 1.0) * height / 2.0 + size * 0.35;
    let _ = write!(
        svg,
        "<text text-anchor=\"middle\" font-family=\"{family}\" font-size=\"{size}\" font-weight=\"{weight}\" \
         fill=\"{ink}\"{direction}>"
    );
    for (at, row) in rows.iter().enumerate() {
        let (x, y) = (short(x), short(first + at as f64 * height));
        let _ = write!(svg, "<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", escape(row));
    }
    svg.push_str("</text>\n");
}

/// Whether the first letter is of a script that is written from right to left.
fn is_right_to_left(text: &str) -> bool {
    let first = text.chars().find(|letter| letter.is_alphabetic());
    first.is_some_and(
        |letter| matches!(letter as u32, 0x590..0x900 | 0xFB1D..0xFE00 | 0xFE70..0xFF00 | 0x1E900..0x1E960),
    )
}

fn area(picture: &Picture) -> (f64, f64, f64, f64) {
    let Rect { x, y, width, height } = picture.layout.extent();
    let (mut left, mut right) = (x - width / 2.0, x + width / 2.0);
    let (top, mut bottom) = (y - height / 2.0, y + height / 2.0);
    for card in &picture.cards[picture.joined..] {
        left = left.min(card.x - card.width / 2.0);
        right = right.max(card.x + card.width / 2.0);
        bottom = bottom.max(card.y + card.height / 2.0);
    }
    let (left, top) = (libm::floor(left - MARGIN), libm::floor(top - MARGIN));
    (left, top, libm::ceil(right + MARGIN - left), libm::ceil(bottom + MARGIN - top))
}

/// To a tenth of a pixel.
fn short(value: f64) -> f64 {
    let rounded = libm::round(value * 10.0) / 10.0;
    // Not `-0`.
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// Characters that XML does not allow in text: of those, normalised strings can only have these controls.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ if letter < ' ' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}
