//! Thematic connections: pairs of concepts whose texts share more words than chance would explain, with the
//! shared words as evidence.

use std::fmt;
use std::{slice, vec};

use crate::names::SHARED_THEME;
use crate::network::{BuildError, Concept, Network, NewRelationship};
use crate::words::ConnectionOptions;
use crate::words::pairs::{SharedTerm, best, evidence, pairs};
use crate::words::sentence::Snippet;
use crate::words::texts::Texts;

/// Two concepts whose texts share a theme, with the shared words as evidence.
#[derive(Clone, PartialEq, Debug)]
pub struct Connection<'a> {
    pub(super) concepts: (Concept<'a>, Concept<'a>),
    pub(super) score: f64,
    pub(super) chance: Option<f64>,
    pub(super) terms: Vec<SharedTerm>,
    pub(super) sentences: (Snippet<'a>, Snippet<'a>),
}

impl<'a> Connection<'a> {
    /// The two concepts, sorted by label. O(1).
    pub fn concepts(&self) -> (Concept<'a>, Concept<'a>) {
        self.concepts
    }

    /// How much their texts share: above 0, and 1 if they have the same words equally often. O(1).
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The score that two texts of these lengths would have by chance. `None` for scores from embeddings.
    /// O(1).
    pub fn chance(&self) -> Option<f64> {
        self.chance
    }

    /// The words that both texts have, the most distinctive first. For a lexical score, their weights add up
    /// to it. O(1).
    pub fn terms(&self) -> &[SharedTerm] {
        &self.terms
    }

    /// A sentence from each text, with the shared words marked. O(1).
    pub fn sentences(&self) -> (&Snippet<'a>, &Snippet<'a>) {
        (&self.sentences.0, &self.sentences.1)
    }

    /// The passage, and the attributes `score` and `terms`, of the relationship that a connection becomes.
    pub(crate) fn passage_and_attributes(&self) -> (String, [(&'static str, String); 2]) {
        // In thousandths, for the printing of fractions weighs 10 KB in WASM.
        let thousandths = (self.score * 1_000.0 + 0.5) as u32;
        let score = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
        let passage = format!("{} … {}", self.sentences.0, self.sentences.1);
        (passage, [("score", score), ("terms", self.telling())])
    }

    /// The five most distinctive terms.
    fn telling(&self) -> String {
        self.terms.iter().take(5).map(|shared| shared.term.as_str()).collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for Connection<'_> {
    /// `A — B: term, term, term`, with the five most distinctive terms.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} — {}: {}", self.concepts.0, self.concepts.1, self.telling())
    }
}

/// The connections that [`Network::connections`] found, the highest score first; equal scores are sorted by
/// label.
#[derive(Clone, PartialEq, Debug)]
pub struct Connections<'a> {
    pub(super) all: Vec<Connection<'a>>,
    pub(super) total: usize,
    pub(super) omitted: usize,
}

impl<'a> Connections<'a> {
    /// The number of connections in the list. O(1).
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether the list is empty. O(1).
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The connection with this index, or `None` if it is out of range. O(1).
    pub fn get(&self, place: usize) -> Option<&Connection<'a>> {
        self.all.get(place)
    }

    /// Iterates over the connections. O(1), and O(1) for each.
    pub fn iter(&self) -> slice::Iter<'_, Connection<'a>> {
        self.all.iter()
    }

    /// The number of connections that were found, including those beyond the limit. O(1).
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many words were too common to compare all pairs that share them. Pairs that share no other words
    /// may be missing. 0 unless the budget was exhausted. O(1).
    pub fn omitted(&self) -> usize {
        self.omitted
    }
}

impl<'a> IntoIterator for Connections<'a> {
    type Item = Connection<'a>;
    type IntoIter = vec::IntoIter<Connection<'a>>;

    fn into_iter(self) -> vec::IntoIter<Connection<'a>> {
        self.all.into_iter()
    }
}

impl<'c, 'a> IntoIterator for &'c Connections<'a> {
    type Item = &'c Connection<'a>;
    type IntoIter = slice::Iter<'c, Connection<'a>>;

    fn into_iter(self) -> slice::Iter<'c, Connection<'a>> {
        self.iter()
    }
}

/// # Words: connections
impl Network {
    /// Pairs of concepts whose texts share more than chance would explain, each with its score, the shared
    /// words and a sentence of each text. Here a concept's text is its label, its text and the passages of
    /// the relationships that lead to it. Concepts with neither text nor passage have no connections.
    /// Relationships between the two concepts are ignored.
    ///
    /// The score is the cosine of the two texts as vectors of word stems without stop words, each weighing
    /// its count times its inverse document frequency among this network's texts. The
    /// [guide](crate::words::guide) measures how reliable scores are: from 0.1 upwards, more than four of
    /// five connections were right.
    ///
    /// O(length of all texts + pairs that share a word + for each listed connection, the length of its two
    /// texts). The budget limits the pairs. Pairs that share rare words are compared first, so if a network
    /// is too large for the budget, pairs that share only common words are missed
    /// ([`omitted`](Connections::omitted)).
    ///
    /// Source: Salton and Buckley, [Term-weighting approaches in automatic text
    /// retrieval](https://doi.org/10.1016/0306-4573(88)90021-0) (1988).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::words::ConnectionOptions;
    ///
    /// let network = NetworkBuilder::new("What holds a town together?")
    ///     .finding(
    ///         "Night Bakers",
    ///         "Ovens are lit at midnight. Bakers walk home when the last tram has gone.",
    ///     )
    ///     .finding(
    ///         "Night Trams",
    ///         "The city pays for three trams after midnight. Nurses ride them home.",
    ///     )
    ///     .finding("Market Day", "Farmers set up their stalls on the square.")
    ///     .build()?;
    /// let connections = network.connections(&ConnectionOptions::default());
    /// assert_eq!(connections.len(), 1);
    /// let first = connections.get(0).ok_or("no connection")?;
    /// assert_eq!(first.to_string(), "Night Bakers — Night Trams: tram, home, midnight, night");
    /// let (bakers, _) = first.sentences();
    /// assert_eq!(bakers.with("*", "*"), "Bakers walk *home* when the last *tram* has gone.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn connections(&self, options: &ConnectionOptions) -> Connections<'_> {
        let mut texts = Texts::of(self, options.language);
        let (mut pairs, omitted) = pairs(&texts, options);
        let total = pairs.len();
        best(&mut pairs, options.limit);
        let all = pairs
            .into_iter()
            .map(|pair| {
                let shared = texts.shared(pair.a, pair.b);
                let (a, b) = (texts.all[pair.a].concept, texts.all[pair.b].concept);
                let concepts = (Concept::new(self, a), Concept::new(self, b));
                let (terms, sentences) = evidence(&mut texts.lexicon, concepts, &shared);
                Connection { concepts, score: pair.score, chance: Some(pair.chance), terms, sentences }
            })
            .collect();
        Connections { all, total, omitted }
    }

    /// The network with its [`connections`](Network::connections) added as relationships, from the first
    /// concept by label to the second, with the relation [`Shared Theme`](SHARED_THEME), the two sentences as
    /// passage, and the attributes `score` and `terms`. Calling it again changes nothing. A lowest score of
    /// 0.1 is a good choice. Costs as much as `connections`, and O(size) to build the network.
    ///
    /// # Errors
    ///
    /// [`BuildError::TooLarge`] if the network would become too large.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::names::SHARED_THEME;
    /// use semnet_core::words::ConnectionOptions;
    ///
    /// let network = NetworkBuilder::new("What holds a town together?")
    ///     .finding(
    ///         "Night Bakers",
    ///         "Ovens are lit at midnight. \
    ///          Bakers walk home when the last tram has gone.",
    ///     )
    ///     .finding("Night Trams", "The city pays for three trams after midnight. Nurses ride them home.")
    ///     .finding("Market Day", "Farmers set up their stalls on the square.")
    ///     .build()?;
    /// let clear = ConnectionOptions::default().at_least(0.1);
    /// let network = network.with_connections(&clear)?;
    /// let found = network.relationships().find(|one| one.relation() == SHARED_THEME).ok_or("none")?;
    /// assert_eq!(found.to_string(), "Night Bakers —Shared Theme→ Night Trams");
    /// assert_eq!(
    ///     found.attributes().collect::<Vec<_>>(),
    ///     [("score", "0.286"), ("terms", "tram, home, midnight, night")]
    /// );
    /// assert_eq!(network.with_connections(&clear)?, network);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_connections(&self, options: &ConnectionOptions) -> Result<Network, BuildError> {
        self.add_connections(&self.connections(options))
    }

    /// The network with these connections added as [`with_connections`](Network::with_connections) adds them:
    /// all [`Connections`], or some of them. O(size).
    ///
    /// # Errors
    ///
    /// [`BuildError::ConceptNotFound`] for a connection between concepts that this network does not have;
    /// [`BuildError::TooLarge`] if the network would become too large.
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    /// use semnet_core::words::ConnectionOptions;
    ///
    /// let town = NetworkBuilder::new("What wakes a town at night?")
    ///     .finding("Night Bakers", "Bakers come home at midnight by tram.")
    ///     .finding("Night Trams", "The last tram takes workers home after midnight.")
    ///     .build()?;
    /// let found = town.connections(&ConnectionOptions::default());
    /// let chosen = found.iter().filter(|one| one.terms().len() > 2);
    /// assert_eq!(town.add_connections(chosen)?.relationship_count(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_connections<'c, 'a: 'c>(
        &self,
        connections: impl IntoIterator<Item = &'c Connection<'a>>,
    ) -> Result<Network, BuildError> {
        let mut builder = self.to_builder();
        for connection in connections {
            let (passage, attributes) = connection.passage_and_attributes();
            let (a, b) = connection.concepts;
            let new = NewRelationship::new(a.label(), SHARED_THEME, b.label()).passage(&passage);
            let attributes = attributes.iter().filter(|(_, value)| !value.is_empty());
            builder.relationship(attributes.fold(new, |new, (name, value)| new.attribute(name, value)));
        }
        builder.build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NetworkBuilder;

    fn town() -> Network {
        NetworkBuilder::new("What holds a town together?")
            .finding(
                "Night Bakers",
                "Ovens are lit at midnight. Bakers walk home when the last tram has gone.",
            )
            .finding("Night Trams", "The city pays for three trams after midnight. Nurses ride them home.")
            .finding("Market Day", "Farmers set up their stalls on the square. The bakers sell nothing.")
            .concept("Square", "")
            .concept("Ferry", "")
            .relationship(("Market Day", "held on", "Square", "Stalls of farmers fill the square."))
            .build()
            .unwrap()
    }

    fn pairs(connections: &Connections<'_>) -> Vec<String> {
        connections.iter().map(|one| format!("{} {}", one.concepts().0, one.concepts().1)).collect()
    }

    #[test]
    fn pairs_that_share_more_than_chance_are_connected_with_their_evidence() {
        let town = town();
        let connections = town.connections(&ConnectionOptions::default());
        assert_eq!(pairs(&connections), ["Market Day Square", "Night Bakers Night Trams"]);
        for one in connections.iter() {
            assert!(one.score() > one.chance().unwrap() && one.score() <= 1.0);
            let sum: f64 = one.terms().iter().map(|shared| shared.weight).sum();
            assert!((sum - one.score()).abs() < 1e-12);
            let (a, b) = one.sentences();
            assert!(!a.marks().is_empty() && !b.marks().is_empty());
        }
        let (market, square) = connections.get(0).unwrap().sentences();
        assert_eq!(market.with("*", "*"), "*Farmers* set up their *stalls* on the *square*.");
        assert_eq!(square.text(), "Stalls of farmers fill the square.");
    }

    #[test]
    fn limits_and_budgets_are_kept_and_told() {
        let town = town();
        let one = town.connections(&ConnectionOptions::default().limit(1));
        assert_eq!((one.len(), one.total(), one.omitted()), (1, 2, 0));
        assert_eq!(town.connections(&ConnectionOptions::default().at_least(0.99)).len(), 0);
        assert_eq!(town.connections(&ConnectionOptions::default().at_least(f64::NAN)).len(), 0);
        let none = town.connections(&ConnectionOptions::default().budget(0));
        assert!(none.is_empty() && none.omitted() > 0);
        // With the budget for some words, the scores are still those of all words.
        let all = town.connections(&ConnectionOptions::default());
        let some = town.connections(&ConnectionOptions::default().budget(2));
        assert!(some.omitted() > 0 && !some.is_empty());
        for one in some.iter() {
            let same = all.iter().find(|other| other.concepts() == one.concepts()).unwrap();
            assert!((same.score() - one.score()).abs() < 1e-12);
        }
    }

    #[test]
    fn connections_become_relationships_that_are_no_evidence_for_more() {
        let town = town();
        let connected = town.with_connections(&ConnectionOptions::default().at_least(0.0)).unwrap();
        assert_eq!(connected.relationship_count(), town.relationship_count() + 2);
        assert_eq!(
            connected.with_connections(&ConnectionOptions::default().at_least(0.0)).unwrap(),
            connected
        );
        assert_eq!(town.with_connections(&ConnectionOptions::default().at_least(0.99)).unwrap(), town);
        assert_eq!(connected.search("tram", &crate::words::SearchOptions::default()).len(), 2);
    }
}
