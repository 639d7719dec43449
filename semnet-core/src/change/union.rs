//! Many networks in one, each part with where it came from; and one of them taken out again.

use std::collections::BTreeSet;

use crate::change::union_marks::Marks;
use crate::change::union_rows::Rows;
use crate::change::union_write::write;
use crate::network::{BuildError, Fingerprint, FingerprintPrefix, Network};

/// Why a source cannot be taken out of a network.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WithoutError {
    /// The network is not a union.
    #[error("the network is not a union, so no source can be taken out; expected one from `union`")]
    NotUnion,
    /// The union has no such source.
    #[error("the union has no source {source_name}; it has {}", known.join(", "))]
    SourceNotFound {
        /// The network that was given.
        source_name: String,
        /// The first hashtags of those that there are.
        known: Vec<String>,
    },
    /// Several sources begin so.
    #[error("{count} sources of the union begin with {source_name}; give more of the fingerprint")]
    SourceAmbiguous {
        /// The network that was given.
        source_name: String,
        /// How many begin so.
        count: usize,
    },
    /// Nothing would be left.
    #[error("{source_name} is the only source of the union; nothing would be left")]
    OnlySource {
        /// The network that was given.
        source_name: String,
    },
    /// The result cannot be built.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// # Changes: unions
impl Network {
    /// All that the networks have, in one. Every concept and every relationship keeps where it came from: an
    /// attribute `source` with the hashtag of each network that has it (with the fingerprint, where two
    /// networks share a hashtag). The network itself has one for each too.
    ///
    /// - Concepts are the same by label. Where they have different texts, a text that another one contains
    ///   is left out; the rest are put one after the other, sorted, and the concept has the attribute
    ///   `contested` with the value `text`.
    /// - When all answer the same question, that is the question. Else it is all their questions, sorted,
    ///   with ` / ` between them; each question becomes a concept, with relationships `Key Finding` to its
    ///   own findings. Titles are put together in the same way.
    /// - Findings and highlights stand in the order of the networks given, each once, so another order may
    ///   give another hashtag. Nothing else but the attribute that notes this order depends on it, and
    ///   nothing on how often a network is given; without findings and highlights, all orders give the same
    ///   hashtag.
    /// - A union among the networks is replaced by its sources, so unions may be made step by step.
    ///
    /// More attributes note what sources do not share, so that [`without`](Network::without) is an exact
    /// inverse. HASHTAG is that of the source:
    ///
    /// | attribute | on | value |
    /// |---|---|---|
    /// | `sources in order` | the network | all: those with findings or highlights, then the rest, sorted |
    /// | `question in HASHTAG`, `title in HASHTAG` | the network | those of the source, where they differ |
    /// | `text in HASHTAG` | a concept | the text in the source, where sources differ |
    /// | `finding in HASHTAG` | a concept | its place among the findings of the source, counted from 1 |
    /// | `highlight in HASHTAG` | a relationship | its place among the highlights of the source |
    /// | `attribute NAME in HASHTAG` | network, concepts | a value that not all sources give NAME |
    /// | `own NAME` | any | an attribute NAME of a source that would be taken for one of these |
    ///
    /// O(size log n); where a concept has k different texts, O(k · their length) for these.
    ///
    /// # Errors
    ///
    /// [`BuildError::EmptyQuestion`] for no networks at all; [`BuildError::LabelIsQuestion`] when a concept
    /// has the questions put together as its label; [`BuildError::TooLarge`] when all together do not fit
    /// in one network.
    ///
    /// ```
    /// use semnet_core::{Network, NetworkBuilder};
    ///
    /// let bees = NetworkBuilder::new("Why do bees dance?")
    ///     .finding("Waggle Dance", "")
    ///     .concept("Sun", "")
    ///     .build()?;
    /// let tides =
    ///     NetworkBuilder::new("What moves the sea?").finding("Moon", "").concept("Sun", "").build()?;
    ///
    /// let union = Network::union([&bees, &tides])?;
    /// assert_eq!(union.question(), "What moves the sea? / Why do bees dance?");
    /// let sun = union.concept("Sun").ok_or("no sun")?;
    /// assert_eq!(sun.attributes().count(), 2);
    /// assert!(sun.attributes().any(|one| one == ("source", bees.hashtag().to_string().as_str())));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "compose")]
    pub fn union<'a>(networks: impl IntoIterator<Item = &'a Network>) -> Result<Network, BuildError> {
        let mut rows = Rows::default();
        for network in networks {
            rows.add(network, Marks::read_from(network).as_ref());
        }
        write(rows)
    }

    /// The fingerprints of the networks that this union was made of, those with findings or highlights first,
    /// in the order in which they were given, then the rest; nothing for a network that is not a union.
    /// O(attributes of the network).
    #[doc(alias = "sources")]
    pub fn union_sources(&self) -> Vec<Fingerprint> {
        Marks::read_from(self).map(|marks| marks.fingerprints().to_vec()).unwrap_or_default()
    }

    /// The union without one of its sources, named by its hashtag or more of its fingerprint: byte for byte
    /// what the union of all others would be. O(size log n). To replace a network, unite what this gives
    /// with the new one.
    ///
    /// Additions by hand stay in the union. Changes by hand stay where the changed part does not follow from
    /// the sources: the order of findings and of highlights, and the joined question and title, do.
    ///
    /// # Errors
    ///
    /// [`WithoutError`], where the network is not a union, or does not have exactly one such source and
    /// another one.
    ///
    /// ```
    /// use semnet_core::{Network, NetworkBuilder};
    ///
    /// let network = |text| NetworkBuilder::new("Why do bees dance?").finding("Waggle Dance", text).build();
    /// let (one, other, third) = (network("For food.")?, network("For a home.")?, network("")?);
    ///
    /// let union = Network::union([&one, &other, &third])?;
    /// let dance = union.concept("Waggle Dance").ok_or("no dance")?;
    /// assert_eq!(dance.text(), Some("For a home. For food."));
    /// assert!(dance.attributes().any(|one| one == ("contested", "text")));
    /// assert_eq!(union.without(&other.hashtag().into())?, Network::union([&one, &third])?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "subtract")]
    pub fn without(&self, source: &FingerprintPrefix) -> Result<Network, WithoutError> {
        let marks = Marks::read_from(self).ok_or(WithoutError::NotUnion)?;
        let range = source.range();
        let found = (0..).zip(marks.fingerprints()).filter(|(_, fingerprint)| range.contains(fingerprint));
        let found: Vec<u32> = found.map(|(number, _)| number).collect();
        let source_name = source.as_str().to_owned();
        let number = match found.as_slice() {
            [_] if marks.fingerprints().len() == 1 => return Err(WithoutError::OnlySource { source_name }),
            [number] => *number,
            [] => {
                let hashtags: BTreeSet<_> = marks.fingerprints().iter().map(|it| it.hashtag()).collect();
                let known = hashtags.into_iter().take(10).map(|hashtag| hashtag.to_string()).collect();
                return Err(WithoutError::SourceNotFound { source_name, known });
            }
            several => return Err(WithoutError::SourceAmbiguous { source_name, count: several.len() }),
        };
        let mut rows = Rows::default();
        rows.add(self, Some(&marks));
        rows.remove(number);
        Ok(write(rows)?)
    }
}
