//! Finds concepts by labels that are mistyped, or that several concepts may have.

use crate::network::{Concept, Network};
use crate::text::{fold_label, is_folded_as};
use crate::util::edit_distance::DistanceTable;

/// The most labels that [`ConceptError`] offers.
const MOST_OFFERED: usize = 8;
/// Labels longer than this, in characters, are not compared for spelling.
const LONGEST_COMPARED: usize = 200;

/// No concept has this label, or it fits several.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", message(self))]
pub struct ConceptError {
    label: String,
    close: Vec<String>,
    /// The number of concepts that match the label, if there are several.
    several: usize,
}

impl ConceptError {
    /// For a label that no network of many has.
    pub(crate) fn new(label: &str, mut close: Vec<String>) -> ConceptError {
        close.truncate(MOST_OFFERED);
        ConceptError { label: crate::util::excerpt(label), close, several: 0 }
    }

    /// The beginning of the label that was looked for. O(1).
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Labels of the network that are close to it, the closest first; perhaps none. If the label [fits
    /// several concepts](ConceptError::is_ambiguous), their labels. At most eight. O(1).
    pub fn suggestions(&self) -> &[String] {
        &self.close
    }

    /// Whether the label fits several concepts, none of them exactly. O(1).
    ///
    /// ```
    /// let network =
    ///     semnet_core::NetworkBuilder::new("Q?").concept("Hive (1)", "").concept("Hive (2)", "").build()?;
    /// let error = network.find_concept("hive").unwrap_err();
    /// assert!(error.is_ambiguous());
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#""hive" fits 2 concepts: "Hive (1)" and "Hive (2)"; give one of these labels"#
    /// );
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn is_ambiguous(&self) -> bool {
        self.several > 0
    }
}

fn message(error: &ConceptError) -> String {
    let ConceptError { label, close, several } = error;
    if *several == 0 {
        return format!("there is no concept {label:?}{}", offer(close));
    }
    let quoted: Vec<String> = close.iter().map(|label| format!("{label:?}")).collect();
    let more = several.saturating_sub(close.len());
    let all = match (quoted.as_slice(), more) {
        ([others @ .., last], 0) => format!("{} and {last}", others.join(", ")),
        (all, more) => format!("{} and {more} more", all.join(", ")),
    };
    format!("{label:?} fits {several} concepts: {all}; give one of these labels")
}

fn offer(close: &[String]) -> String {
    let quoted: Vec<String> = close.iter().map(|label| format!("{label:?}")).collect();
    match quoted.as_slice() {
        [] => "; nor is there one with a label close to it".into(),
        [one] => format!("; did you mean {one}?"),
        [others @ .., last] => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

/// # Look-ups: concepts by label
impl Network {
    /// The concept with this label. Letter case is ignored, unless several labels differ only in it. O(length
    /// of the label), after the first call; O(concepts) if no label is exactly this. All concepts that the
    /// label may mean are those of [`concepts_named`](Network::concepts_named).
    ///
    /// # Errors
    ///
    /// [`ConceptError`] if no label fits, or if several do: labels that differ only in letter case, or in
    /// something in brackets at the end. The error suggests labels: if several fit, these; otherwise those
    /// within a few typing errors, and those that begin with this label or contain it.
    ///
    /// One typing error is allowed for every four characters, at least one and at most three. Each inserts,
    /// drops or replaces a character, or swaps two neighbours: the optimal string alignment distance, after
    /// Damerau, "A technique for computer detection and correction of spelling errors", 1964.
    ///
    /// ```
    /// let network = semnet_core::NetworkBuilder::new("Q?").concept("Waggle Dance", "").build()?;
    /// assert_eq!(network.find_concept("waggle dance")?.label(), "Waggle Dance");
    /// let error = network.find_concept("Wagle Dance").unwrap_err();
    /// assert_eq!(error.to_string(), r#"there is no concept "Wagle Dance"; did you mean "Waggle Dance"?"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "search")]
    pub fn find_concept(&self, label: &str) -> Result<Concept<'_>, ConceptError> {
        if let Some(concept) = self.concept(label) {
            return Ok(concept);
        }
        let close = closest(label, self.concepts().map(|concept| (concept.id(), concept.label())));
        if let [(0, same), rest @ ..] = close.as_slice()
            && rest.first().is_none_or(|&(distance, _)| distance > 0)
        {
            return Ok(Concept::new(self, *same));
        }
        let named: Vec<Concept<'_>> = self.concepts_named(label).collect();
        if named.len() > 1 {
            let labels = named.iter().take(MOST_OFFERED).map(|concept| concept.label().into());
            let error = ConceptError::new(label, labels.collect());
            return Err(ConceptError { several: named.len(), ..error });
        }
        let labels = close.iter().map(|&(_, id)| Concept::new(self, id).label().into());
        Err(ConceptError::new(label, labels.take(MOST_OFFERED).collect()))
    }

    /// The concepts with this label, ignoring letter case, in [canonical
    /// order](crate::network#canonical-order).
    /// [`StoreExt::networks_with_concept`](crate::store::StoreExt::networks_with_concept) compares labels in
    /// the same way. O(length of all labels).
    ///
    /// ```
    /// let network =
    ///     semnet_core::NetworkBuilder::new("Q?").concept("Turkey", "").concept("turkey", "").build()?;
    /// let called: Vec<&str> = network.concepts_matching("TURKEY").map(|concept| concept.label()).collect();
    /// assert_eq!(called, ["Turkey", "turkey"]);
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn concepts_matching(&self, label: &str) -> impl Iterator<Item = Concept<'_>> {
        let wanted = fold_label(label);
        self.concepts().filter(move |concept| is_folded_as(concept.label(), &wanted))
    }

    /// The concepts that a label may mean, in [canonical order](crate::network#canonical-order): those with
    /// this label, ignoring letter case, and those with this label and something in brackets after it, which
    /// distinguishes concepts of the same name. O(length of all labels).
    ///
    /// ```
    /// let network = semnet_core::NetworkBuilder::new("Q?")
    ///     .concept("Hive", "")
    ///     .concept("Hive (2)", "")
    ///     .concept("Hives", "")
    ///     .build()?;
    /// let named: Vec<&str> = network.concepts_named("hive").map(|concept| concept.label()).collect();
    /// assert_eq!(named, ["Hive", "Hive (2)"]);
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    pub fn concepts_named(&self, label: &str) -> impl Iterator<Item = Concept<'_>> {
        let wanted = fold_label(label);
        self.concepts().filter(move |concept| is_named(concept.label(), &wanted))
    }
}

/// Those of some labels that are close to one, each with how far it is from it, the closest first.
fn closest<'a, T: Ord>(label: &str, labels: impl Iterator<Item = (T, &'a str)>) -> Vec<(u32, T)> {
    let wanted: Vec<char> = match crate::text::normalise(label) {
        Ok(label) => folded(&label).collect(),
        Err(_) => folded(label).collect(),
    };
    let mut close: Vec<(u32, T)> = Vec::new();
    let mut candidate = Vec::new();
    let mut table = DistanceTable::new(wanted.clone(), (wanted.len() / 4).clamp(1, 3) as u8);
    for (item, label) in labels.filter(|_| !wanted.is_empty()) {
        candidate.clear();
        candidate.extend(folded(label));
        if let Some(distance) = closeness(&wanted, &candidate, &mut table) {
            close.push((distance, item));
        }
    }
    crate::util::sort::sort(&mut close);
    close
}

/// The error for a label that is not one of these, with those that are close to it. O(length of all labels).
pub(crate) fn not_found<'a>(label: &str, labels: impl Iterator<Item = &'a str>) -> ConceptError {
    let close = closest(label, labels.map(|label| (label, label)));
    ConceptError::new(label, close.into_iter().map(|(_, label)| label.to_owned()).collect())
}

/// Whether a label is this folded one, or begins with it and ends with something in brackets. O(length).
fn is_named(label: &str, wanted: &str) -> bool {
    let mut wanted = wanted.chars().peekable();
    for (at, character) in label.char_indices() {
        if wanted.peek().is_none() {
            return label.ends_with(')') && label.get(at..).is_some_and(|rest| rest.starts_with(" ("));
        }
        if crate::text::fold_case(character).any(|folded| wanted.next() != Some(folded)) {
            return false;
        }
    }
    wanted.next().is_none()
}

/// The characters of a label in folded case, one by one, so neighbouring characters do not matter.
fn folded(label: &str) -> impl Iterator<Item = char> + '_ {
    label.chars().flat_map(crate::text::fold_case)
}

/// The distance of `candidate` from `wanted`: 0 for the same, then by edits, then labels that begin with it,
/// then those that contain it; `None` if it is not close at all.
fn closeness(wanted: &[char], candidate: &[char], table: &mut DistanceTable) -> Option<u32> {
    const BEGINS: u32 = 4;
    if wanted == candidate {
        return Some(0);
    }
    let comparable = wanted.len() > 1 && wanted.len().max(candidate.len()) <= LONGEST_COMPARED;
    if comparable && let Some(distance) = table.distance_to(candidate) {
        return Some(distance.into());
    }
    if candidate.starts_with(wanted) {
        return Some(BEGINS + (candidate.len() - wanted.len()).min(1000) as u32);
    }
    let holds = candidate.len() <= LONGEST_COMPARED
        && wanted.len() > 2
        && candidate.windows(wanted.len()).any(|window| window == wanted);
    holds.then(|| BEGINS + 1000 + candidate.len() as u32)
}
