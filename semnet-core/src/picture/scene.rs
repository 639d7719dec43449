//! The drawn elements of a network, with their sizes: cards for concepts, words for lines.

use std::collections::{BTreeMap, BTreeSet};

use crate::network::{ConceptId, Network, RelationshipId};
use crate::picture::body::Body;
use crate::picture::colours::SharedTheme;
use crate::picture::layout::Layout;
use crate::picture::measure::{Face, Family, Wrapped, wrap};
use crate::picture::{Picture, PictureOptions, colours, loops, loose};
use crate::words::{ConnectionOptions, Language};

/// With more lines than this, lines have no words, and no thematic connections are drawn among them.
const MOST_WORDS: usize = 150;
/// From more cards than this on each is smaller.
const MANY: usize = 80;
/// From more cards than this on each is small.
pub(super) const CROWDED: usize = 150;
/// From here upwards more than four of five connections are right: see WORDS.md.
const CLEAR: f64 = 0.1;

const fn face(family: Family, weight: u16, size: f64, width: f64, rows: usize, padding: (f64, f64)) -> Face {
    Face { family, weight, size, width, rows, padding }
}

const QUESTION: Face = face(Family::Serif, 600, 19.0, 290.0, 7, (22.0, 18.0));
const NARROW_QUESTION: Face = face(Family::Serif, 600, 16.0, 270.0, 8, (16.0, 13.0));
const FINDING: Face = face(Family::Sans, 600, 15.0, 172.0, 4, (16.0, 13.0));
const CONCEPT: Face = face(Family::Sans, 500, 14.0, 160.0, 4, (14.0, 10.0));
const SMALL: Face = face(Family::Sans, 500, 13.0, 150.0, 3, (10.0, 7.0));
const CROWD: Face = face(Family::Sans, 500, 12.0, 104.0, 2, (8.0, 6.0));
const WORDS: Face = face(Family::Sans, 500, 12.0, 130.0, 3, (6.0, 3.0));
/// On a narrow screen, the complete picture must be legible.
const NARROW_WORDS: Face = face(Family::Sans, 500, 13.0, 130.0, 3, (6.0, 3.0));

/// The kind of thing that a card shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CardKind {
    /// The question.
    Question,
    /// A concept that is a key finding.
    Finding,
    /// Any other concept.
    Concept,
}

/// A card: a concept, or the question. Places and sizes are in pixels.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::picture::{CardKind, PictureOptions};
///
/// let network = NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", "").build()?;
/// let mut picture = network.picture(&PictureOptions::default());
/// picture.settle();
/// let card = &picture.cards()[1];
/// assert_eq!((card.label(), card.kind(), card.degree()), ("Waggle Dance", CardKind::Finding, 1));
/// let ((x, y), (width, height)) = (card.place(), card.size());
/// let svg = format!(r#"<rect x="{}" y="{}" width="{width}" height="{height}"/>"#,
///     x - width / 2.0, y - height / 2.0);
/// # assert!(svg.starts_with("<rect"));
/// # Ok::<(), semnet_core::network::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Card {
    pub(crate) label: String,
    pub(crate) concept: Option<ConceptId>,
    pub(crate) kind: CardKind,
    pub(crate) theme: usize,
    pub(crate) degree: usize,
    pub(crate) face: Face,
    pub(crate) rows: Vec<String>,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Card {
    /// The label of the concept. O(1).
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The concept; `None` for a question without findings and relationships, which is not a concept. O(1).
    pub fn concept(&self) -> Option<ConceptId> {
        self.concept
    }

    /// The kind of thing that it shows. O(1).
    pub fn kind(&self) -> CardKind {
        self.kind
    }

    /// The number of its theme: an index into [`Picture::themes`](crate::picture::Picture::themes). O(1).
    pub fn theme(&self) -> usize {
        self.theme
    }

    /// How many relationships start or end at it; a loop is counted twice. O(1).
    pub fn degree(&self) -> usize {
        self.degree
    }

    /// Its label in rows, as they are written. O(1).
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The font size of its label, in pixels. O(1).
    pub fn font_size(&self) -> f64 {
        self.face.size
    }

    /// The x and y of its middle, in pixels: x grows to the right and y downwards, from the middle of the
    /// picture at (0, 0). O(1).
    pub fn place(&self) -> (f64, f64) {
        (self.x, self.y)
    }

    /// Its width and height, in pixels. O(1).
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }
}

/// A line: a relationship between two cards. Places and sizes are in pixels.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::picture::PictureOptions;
///
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .concept("Waggle Dance", "")
///     .concept("Sun Compass", "")
///     .relationship(("Waggle Dance", "is aimed by", "Sun Compass"))
///     .build()?;
/// let mut picture = network.picture(&PictureOptions::default());
/// picture.settle();
/// let line = &picture.lines()[0];
/// let (from, to) = line.ends();
/// assert_eq!(picture.cards()[from].label(), "Waggle Dance");
/// assert_eq!(picture.cards()[to].label(), "Sun Compass");
/// assert_eq!(line.rows(), ["is aimed by"]);
/// // A quadratic curve from card to card, on which the words of the line are centred.
/// let (start, (x, y), end) = (picture.cards()[from].place(), line.place(), picture.cards()[to].place());
/// # let _ = (start, x, y, end);
/// # Ok::<(), semnet_core::network::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Line {
    pub(crate) relationship: RelationshipId,
    pub(crate) ends: (usize, usize),
    pub(crate) is_highlight: bool,
    pub(crate) is_key_finding: bool,
    pub(crate) rows: Vec<String>,
    pub(crate) place: (f64, f64),
    pub(crate) size: (f64, f64),
    pub(crate) bend: f64,
}

impl Line {
    /// The relationship. O(1).
    pub fn relationship(&self) -> RelationshipId {
        self.relationship
    }

    /// The cards that it joins, by number. O(1).
    pub fn ends(&self) -> (usize, usize) {
        self.ends
    }

    /// Whether it is a highlight. O(1).
    pub fn is_highlight(&self) -> bool {
        self.is_highlight
    }

    /// Whether it leads from the question to a key finding. O(1).
    pub fn is_key_finding(&self) -> bool {
        self.is_key_finding
    }

    /// Its relation in rows, as they are written on it. Empty for a line without words: one to a key finding,
    /// and any in a picture with more than 150 lines. O(1).
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The x and y of the middle of its words, in pixels, as for a [card](Card::place). The line runs through
    /// this point. (0, 0) for a line without words. O(1).
    pub fn place(&self) -> (f64, f64) {
        self.place
    }

    /// The width and height of its words, in pixels; 0 for a line without words. O(1).
    pub fn size(&self) -> (f64, f64) {
        self.size
    }

    /// How far, in pixels, the middle of a line without words is from the straight line between its cards.
    /// Several lines between the same two cards fan out, to one side (positive) and to the other (negative).
    /// O(1).
    pub fn bend(&self) -> f64 {
        self.bend
    }
}

/// A connection between two cards whose texts share words.
#[derive(Clone, Debug)]
pub struct SharedLine {
    pub(crate) ends: (usize, usize),
    pub(crate) score: f64,
    pub(crate) rows: Vec<String>,
    pub(crate) place: (f64, f64),
    pub(crate) size: (f64, f64),
}

impl SharedLine {
    /// The cards that it joins, by number. O(1).
    pub fn ends(&self) -> (usize, usize) {
        self.ends
    }

    /// The score of the connection, from 0 to 1, as in [`connections`](Network::connections). O(1).
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The shared words that contribute most to the score, in rows. O(1).
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The x and y of the middle of its words, in pixels, as for a [card](Card::place). The line runs through
    /// this point. O(1).
    pub fn place(&self) -> (f64, f64) {
        self.place
    }

    /// The width and height of its words, in pixels; 0 in a tall picture, which has no room for them. O(1).
    pub fn size(&self) -> (f64, f64) {
        self.size
    }
}

pub(super) fn picture(network: &Network, options: &PictureOptions) -> Picture {
    let middle = options.middle.as_deref().and_then(|label| network.concept(label)).map(|one| one.id());
    let mut order = reading_order(network, middle);
    let number_of: BTreeMap<ConceptId, usize> =
        order.iter().enumerate().filter_map(|(at, id)| id.map(|id| (id, at))).collect();
    let mut lines = lines(network, &number_of, options.tall);
    let has_words = lines.len() <= MOST_WORDS;
    let mut found = if has_words { connections(network, &number_of, &lines) } else { Vec::new() };
    let ends = lines.iter().map(|line| line.ends).chain(found.iter().map(|line| line.ends));
    let (numbers, joined) = loose::loose_last(order.len(), ends);
    let order_before = std::mem::take(&mut order);
    order.resize(numbers.len(), None);
    for (&number, id) in numbers.iter().zip(order_before) {
        order[number] = id;
    }
    let all = lines.iter_mut().map(|line| &mut line.ends);
    for ends in all.chain(found.iter_mut().map(|line| &mut line.ends)) {
        *ends = (numbers[ends.0], numbers[ends.1]);
    }
    let colours = colours::of(network, &found, &order);
    let words = if options.tall { NARROW_WORDS } else { WORDS };
    let shared: Vec<SharedLine> = found
        .into_iter()
        .map(|SharedTheme { ends, score, terms }| {
            let Wrapped { rows, width, height } = wrap(&terms, &words);
            // On a narrow screen there is no room for them until somebody chooses the line.
            let size = if options.tall { (0.0, 0.0) } else { (width, height) };
            SharedLine { ends, score, rows, place: (0.0, 0.0), size }
        })
        .collect();
    let mut degrees = vec![0; order.len()];
    for line in &lines {
        degrees[line.ends.0] += 1;
        degrees[line.ends.1] += 1;
    }
    let cards = cards(network, &order, &degrees, &colours.theme_of, options.tall);
    let bodies = cards[..joined].iter().map(|card| Body {
        width: card.width,
        height: card.height,
        joins: None,
        is_shared: false,
    });
    let of_lines =
        lines.iter().filter(|line| !line.rows.is_empty()).map(|line| (line.ends, room(line), false));
    let words = of_lines.chain(shared.iter().map(|line| (line.ends, line.size, true)));
    let words =
        words.map(|(ends, (width, height), is_shared)| Body { width, height, joins: Some(ends), is_shared });
    let bare: Vec<_> = lines.iter().filter(|line| line.rows.is_empty()).map(|line| line.ends).collect();
    let layout = Layout::new(bodies.chain(words).collect(), &bare, options.tall);
    let (themes, is_by_theme) = (colours.themes, colours.is_by_theme);
    let network = network.clone();
    let mut picture = Picture { network, cards, lines, shared, themes, is_by_theme, joined, layout };
    picture.advance(0);
    picture
}

/// The room that the words of a line take; a loop is as large as its words or larger.
fn room(line: &Line) -> (f64, f64) {
    let (width, height) = line.size;
    if line.ends.0 == line.ends.1 {
        return (f64::max(width, loops::ROOM), f64::max(height, loops::ROOM));
    }
    line.size
}

/// The concept in the middle, the question, the findings in their order, then the rest by label. Left out is
/// a question that no relationship touches: it is in the middle already.
fn reading_order(network: &Network, middle: Option<ConceptId>) -> Vec<Option<ConceptId>> {
    let question = network.question_concept().map(|one| one.id());
    let alone = (middle.is_none() && question.is_none()).then_some(None);
    let findings = network.findings().map(|one| one.id());
    let first: Vec<ConceptId> = middle.into_iter().chain(question).chain(findings).collect();
    let mut seen = BTreeSet::new();
    let rest = network.concepts().map(|one| one.id());
    let all = first.into_iter().chain(rest).filter(|&id| seen.insert(id)).map(Some);
    alone.into_iter().chain(all).collect()
}

fn cards(
    network: &Network,
    order: &[Option<ConceptId>],
    degrees: &[usize],
    theme_of: &[usize],
    is_tall: bool,
) -> Vec<Card> {
    let findings: BTreeSet<ConceptId> = network.findings().map(|one| one.id()).collect();
    let card = |(at, &id): (usize, &Option<ConceptId>)| {
        let concept = id.and_then(|id| network.concept_by_id(id));
        let label = concept.map_or(network.question(), |one| one.label()).to_owned();
        let kind = match concept {
            Some(one) if !one.is_question() && findings.contains(&one.id()) => CardKind::Finding,
            Some(one) if !one.is_question() => CardKind::Concept,
            _ => CardKind::Question,
        };
        let face = match kind {
            CardKind::Question if is_tall => NARROW_QUESTION,
            CardKind::Question => QUESTION,
            _ if order.len() > CROWDED => CROWD,
            _ if order.len() > MANY => SMALL,
            CardKind::Finding => FINDING,
            CardKind::Concept => CONCEPT,
        };
        let Wrapped { rows, width, height } = wrap(&label, &face);
        let width = f64::max(56.0, width);
        let (theme, degree) = (theme_of[at], degrees[at]);
        Card { label, concept: id, kind, theme, degree, face, rows, x: 0.0, y: 0.0, width, height }
    };
    order.iter().enumerate().map(card).collect()
}

fn lines(network: &Network, number_of: &BTreeMap<ConceptId, usize>, is_tall: bool) -> Vec<Line> {
    let highlights: BTreeSet<RelationshipId> = network.highlights().map(|one| one.id()).collect();
    let has_words = network.relationship_count() <= MOST_WORDS;
    let words = if is_tall { NARROW_WORDS } else { WORDS };
    let mut between: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut lines: Vec<Line> = Vec::with_capacity(network.relationship_count());
    for one in network.relationships() {
        let (Some(&from), Some(&to)) = (number_of.get(&one.source().id()), number_of.get(&one.target().id()))
        else {
            continue;
        };
        between.entry((from.min(to), from.max(to))).or_default().push(lines.len());
        let is_key_finding = one.is_key_finding();
        // A name in the legend need not be repeated on each line.
        let wrapped = (has_words && !is_key_finding).then(|| wrap(one.relation(), &words));
        let (rows, size) =
            wrapped.map_or((Vec::new(), (0.0, 0.0)), |one| (one.rows, (one.width, one.height)));
        let is_highlight = highlights.contains(&one.id());
        let (relationship, ends, place) = (one.id(), (from, to), (0.0, 0.0));
        lines.push(Line { relationship, ends, is_highlight, is_key_finding, rows, place, size, bend: 0.0 });
    }
    for several in between.values().filter(|several| several.len() > 1) {
        for (at, &line) in several.iter().enumerate() {
            let bend = (at as f64 - (several.len() - 1) as f64 / 2.0) * 26.0;
            let (from, to) = lines[line].ends;
            lines[line].bend = if from <= to { bend } else { -bend };
        }
    }
    lines
}

fn connections(
    network: &Network,
    number_of: &BTreeMap<ConceptId, usize>,
    lines: &[Line],
) -> Vec<SharedTheme> {
    let findings = network.findings().len();
    let most = if findings == 0 { 12 } else { 2 * findings };
    let said = network.attributes().find(|&(name, _)| name == "language").map(|(_, value)| value);
    let language = said.map_or(Language::default(), |said| said.parse().unwrap_or(Language::Any));
    let related: BTreeSet<(usize, usize)> =
        lines.iter().map(|line| (line.ends.0.min(line.ends.1), line.ends.0.max(line.ends.1))).collect();
    let options = ConnectionOptions::default().language(language).at_least(CLEAR).limit(most + related.len());
    let found = network.connections(&options);
    let number = |id: ConceptId| number_of.get(&id).copied();
    let one = |connection: &crate::words::Connection<'_>| {
        let (a, b) = connection.concepts();
        let (a, b) = (number(a.id())?, number(b.id())?);
        let ends = (a.min(b), a.max(b));
        let terms: Vec<&str> = connection.terms().iter().take(3).map(|term| term.term.as_str()).collect();
        (!related.contains(&ends)).then(|| SharedTheme {
            ends,
            score: connection.score(),
            terms: terms.join(", "),
        })
    };
    found.iter().filter_map(one).take(most).collect()
}
