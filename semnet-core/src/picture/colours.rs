//! The theme of each card, and the names of the themes.

use std::collections::BTreeMap;

use crate::graph::paths::{Budget, Direction, RelationFilter};
use crate::names::KEY_FINDING;
use crate::network::{ConceptId, Network, NetworkBuilder};
use crate::util::broken;

/// This many themes have separate colours; the smallest themes share a colour.
const MOST_THEMES: usize = 8;

/// The names among [`Picture::themes`](crate::picture::Picture::themes) of what has no theme with a separate
/// colour: concepts of smaller themes, and those in no theme.
///
/// ```
/// use semnet_core::picture::REST_THEMES;
///
/// let is_named = |theme: &str| !REST_THEMES.contains(&theme);
/// assert!(is_named("Tide Mill · Night Baking") && !is_named("On their own"));
/// ```
pub const REST_THEMES: [&str; 2] = ["Smaller themes", "On their own"];

/// A thematic connection between two cards.
pub(super) struct SharedTheme {
    pub(super) ends: (usize, usize),
    pub(super) score: f64,
    pub(super) terms: String,
}

pub(super) struct Colours {
    pub(super) themes: Vec<String>,
    /// By card.
    pub(super) theme_of: Vec<usize>,
    pub(super) is_by_theme: bool,
}

/// The themes of the drawn part, without the question: it touches everything, and would join concepts that
/// have nothing else in common. If that leaves each concept separate, or all in one theme, the colours show
/// how concepts relate to the question.
pub(super) fn of(network: &Network, shared: &[SharedTheme], order: &[Option<ConceptId>]) -> Colours {
    by_theme(network, shared, order).unwrap_or_else(|| by_role(network, order))
}

fn by_theme(network: &Network, shared: &[SharedTheme], order: &[Option<ConceptId>]) -> Option<Colours> {
    let inner = inner(network, shared, order)?;
    let found = inner.themes(&RelationFilter::default(), 1.0, Budget::default()).ok()?;
    let degrees = inner.degree(&RelationFilter::default(), Direction::default());
    let strength = |one: &crate::network::Concept<'_>| {
        degrees.get(*one).unwrap_or_else(|| broken(&"a concept without a degree", 0.0))
    };
    let mut groups: Vec<Vec<_>> =
        (0..found.groups().len()).map(|group| found.groups().concepts(group).collect()).collect();
    let count = groups.len();
    groups.retain(|group| group.len() > 1);
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0].id()));
    if groups.is_empty() || count < 2 {
        return None;
    }
    let together: usize = groups.len();
    groups.truncate(if together > MOST_THEMES { MOST_THEMES - 1 } else { MOST_THEMES });
    let mut themes = Vec::new();
    let mut place = BTreeMap::new();
    for (theme, group) in groups.iter().enumerate() {
        let mut strongest = group.clone();
        strongest.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(a.id().cmp(&b.id())));
        let names: Vec<&str> = strongest.iter().take(2).map(|one| one.label()).collect();
        themes.push(names.join(" · "));
        place.extend(group.iter().map(|one| (one.label(), theme)));
    }
    let rest = themes.len();
    if rest < count {
        let [smaller, alone] = REST_THEMES;
        themes.push(if rest < together { smaller } else { alone }.to_owned());
    }
    let theme = |id: &Option<ConceptId>| {
        id.and_then(|id| network.concept_by_id(id))
            .and_then(|one| place.get(one.label()).copied())
            .unwrap_or(rest)
    };
    let theme_of = order.iter().map(theme).map(|theme| theme.min(themes.len().saturating_sub(1))).collect();
    Some(Colours { theme_of, themes, is_by_theme: true })
}

/// The network without its question, and with its thematic connections where nothing else joins two concepts.
fn inner(network: &Network, shared: &[SharedTheme], order: &[Option<ConceptId>]) -> Option<Network> {
    let mut builder = NetworkBuilder::new(network.question());
    for concept in network.concepts().filter(|one| !one.is_question()) {
        builder.concept(concept.label(), "");
    }
    let mut is_star = true;
    for one in
        network.relationships().filter(|one| !one.source().is_question() && !one.target().is_question())
    {
        builder.relationship((one.source().label(), one.relation(), one.target().label()));
        is_star = false;
    }
    if is_star {
        let label = |card: usize| Some(network.concept_by_id((*order.get(card)?)?)?.label());
        for SharedTheme { ends, .. } in shared {
            let (Some(a), Some(b)) = (label(ends.0), label(ends.1)) else { continue };
            if a != network.question() && b != network.question() {
                builder.relationship((a, crate::names::SHARED_THEME, b));
            }
        }
    }
    builder.build().ok()
}

/// Concepts to which the question leads by the same relation have one colour: key findings, instances,
/// overlooked angles.
fn by_role(network: &Network, order: &[Option<ConceptId>]) -> Colours {
    let mut relation_of: BTreeMap<ConceptId, &str> = BTreeMap::new();
    for one in network.question_concept().into_iter().flat_map(|question| question.outgoing()) {
        if !one.target().is_question() {
            relation_of.entry(one.target().id()).or_insert(one.relation());
        }
    }
    for finding in network.findings() {
        relation_of.insert(finding.id(), KEY_FINDING);
    }
    let mut relations: Vec<&str> = relation_of.values().copied().collect();
    relations.sort_unstable_by_key(|&relation| (relation != KEY_FINDING, relation));
    relations.dedup();
    let place: BTreeMap<&str, usize> =
        relations.iter().enumerate().map(|(at, &relation)| (relation, at)).collect();
    let question = network.question_concept().map(|one| one.id());
    let role = |id: &Option<ConceptId>| {
        id.and_then(|id| relation_of.get(&id)).and_then(|name| place.get(name).copied())
    };
    let is_other = |id: &Option<ConceptId>| id.is_some() && *id != question && role(id).is_none();
    let mut themes: Vec<String> = relations.iter().map(|&relation| relation.to_owned()).collect();
    if order.iter().any(is_other) {
        themes.push("Other concepts".to_owned());
    }
    let theme_of =
        order.iter().map(|id| role(id).unwrap_or(relations.len()).min(themes.len().max(1) - 1)).collect();
    Colours { themes, theme_of, is_by_theme: false }
}
