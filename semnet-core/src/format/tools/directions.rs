//! Whether an edge has a direction, and which: by a word, a truth value, or the arrowheads that are drawn.
//! One rule for all formats: an arrow whose head is at its source means the opposite direction.

use crate::format::tools::vocabulary::{DIRECTION_TYPES, is_name, rank};

/// Whether an edge has a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    Directed,
    Undirected,
    /// In both directions: used by GEXF.
    Mutual,
    /// From the target to the source, as an arrow that is drawn from its head. It is not kept: the ends of
    /// such an edge are exchanged.
    Backward,
}

impl Direction {
    pub(super) fn of(word: &str) -> Option<Direction> {
        let words = [
            ("directed", Direction::Directed),
            ("undirected", Direction::Undirected),
            ("mutual", Direction::Mutual),
            ("bidirectional", Direction::Mutual),
            ("reciprocal", Direction::Mutual),
            ("bidirected", Direction::Mutual),
            ("both", Direction::Mutual),
            ("two-way", Direction::Mutual),
            ("<->", Direction::Mutual),
            ("--", Direction::Undirected),
            ("->", Direction::Directed),
            ("<-", Direction::Backward),
        ];
        words.into_iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, direction)| direction)
    }

    /// The direction by the ends that have an arrowhead.
    pub(super) fn of_heads(at_source: bool, at_target: bool) -> Direction {
        match (at_source, at_target) {
            (false, false) => Direction::Undirected,
            (false, true) => Direction::Directed,
            (true, false) => Direction::Backward,
            (true, true) => Direction::Mutual,
        }
    }

    /// The direction by the shapes at the ends. Some, such as a diamond or a crow's foot, give no direction;
    /// without others, the order of the ends is that of the file.
    pub(super) fn of_ends(source: &str, target: &str, is_arrow: fn(&str) -> bool) -> Option<Direction> {
        let is_bare = |end: &str| end.is_empty() || end == "none";
        match [source, target].map(|end| !is_bare(end) && is_arrow(end)) {
            [false, false] if !is_bare(source) || !is_bare(target) => None,
            [at_source, at_target] => Some(Direction::of_heads(at_source, at_target)),
        }
    }

    pub(super) fn of_directed(directed: bool) -> Direction {
        if directed { Direction::Directed } else { Direction::Undirected }
    }
}

/// Whether a shape that yEd draws at the end of an edge is an arrowhead.
pub(super) fn is_arrow_of_yed(shape: &str) -> bool {
    !["diamond", "circle", "crows_foot", "dash", "t_shape"].iter().any(|other| shape.contains(other))
}

/// Names of properties whose value is a word for the direction of an edge.
const DIRECTIONS: &[&str] = &["direction", "directionality", "edgedirection", "linkdirection"];

/// Words for the direction that have no meaning under other names.
const WORDS: &[(&str, Direction)] = &[
    ("none", Direction::Undirected),
    ("forward", Direction::Directed),
    ("out", Direction::Directed),
    ("outgoing", Direction::Directed),
    ("backward", Direction::Backward),
    ("reverse", Direction::Backward),
    ("in", Direction::Backward),
    ("incoming", Direction::Backward),
];

/// Names of properties whose value is true or false.
const ARE_MUTUAL: &[&str] = &["bidirectional", "isbidirectional", "mutual"];
const ARE_DIRECTED: &[&str] = &["directed", "isdirected"];
const ARE_UNDIRECTED: &[&str] = &["undirected", "isundirected"];

/// Whether an edge is directed, by a property for it: Gephi's `Type`, `directed` of several tools, `arrows`
/// of vis.js.
pub(super) fn direction(name: &str, value: &str) -> Option<Direction> {
    let value = value.trim();
    if is_direction_type(name) {
        return Direction::of(value);
    }
    let of_word = || {
        let word = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(value));
        Direction::of(value).or(word.map(|(_, direction)| *direction))
    };
    if rank(DIRECTIONS, name).is_some() {
        return of_word();
    }
    if is_name(name, "arrows") {
        return of_arrows(value).or_else(of_word);
    }
    let is = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
    let (is_true, is_false) = (is(&["true", "1", "yes"]), is(&["false", "0", "no"]));
    if rank(ARE_MUTUAL, name).is_some() {
        return is_true.then_some(Direction::Mutual);
    }
    if rank(ARE_DIRECTED, name).is_some() && !is_true && !is_false {
        return Direction::of(value);
    }
    match (rank(ARE_DIRECTED, name).is_some(), rank(ARE_UNDIRECTED, name).is_some()) {
        (true, _) if is_true => Some(Direction::Directed),
        (true, _) if is_false => Some(Direction::Undirected),
        (_, true) if is_true => Some(Direction::Undirected),
        (_, true) if is_false => Some(Direction::Directed),
        _ => None,
    }
}

/// The direction that `arrows` of vis.js draws: `to`, `from`, `to;from`, or an object with these fields.
fn of_arrows(value: &str) -> Option<Direction> {
    let is_drawn = |end: &serde_json::Value| match end {
        serde_json::Value::Bool(is_drawn) => *is_drawn,
        serde_json::Value::Object(look) => look.get("enabled") != Some(&serde_json::Value::Bool(false)),
        _ => false,
    };
    let (at_source, at_target) = match serde_json::from_str(value) {
        Ok(serde_json::Value::Object(ends)) => {
            let has = |name: &str| ends.get(name).is_some_and(is_drawn);
            (has("from"), has("to") || has("middle"))
        }
        _ => {
            let mut words = value.split(|c: char| !c.is_ascii_alphabetic());
            let has = |name: &str| words.clone().any(|word| word == name);
            let ends = (has("from"), has("to") || has("middle"));
            let is_known = |word: &str| ["", "from", "to", "middle"].contains(&word);
            if words.all(is_known) { ends } else { (false, false) }
        }
    };
    (at_source || at_target).then(|| Direction::of_heads(at_source, at_target))
}

/// Whether a property may be a relation as well as a direction.
fn is_direction_type(name: &str) -> bool {
    rank(DIRECTION_TYPES, name).is_some()
}

/// All names of properties that `direction` reads.
#[cfg(test)]
pub(super) fn names() -> Vec<&'static str> {
    let tables = [DIRECTION_TYPES, DIRECTIONS, ARE_MUTUAL, ARE_DIRECTED, ARE_UNDIRECTED, &["arrows"]];
    tables.concat()
}
