//! Combines many networks into one that records where each part came from, and takes one of them out again.

use std::collections::BTreeSet;

use crate::change::union_marks::Marks;
use crate::change::union_rows::Rows;
use crate::change::union_write::write;
use crate::network::{BuildError, Fingerprint, FingerprintPrefix, Network};

/// Why a source cannot be taken out of a union.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WithoutError {
    /// The network is not a union.
    #[error("the network is not a union, so no source can be taken out; expected one from `union`")]
    NotUnion,
    /// No source of the union begins with the given hashtag or fingerprint.
    #[error("the union has no source {source_name}; it has {}", known.join(", "))]
    SourceNotFound {
        /// The given hashtag, or beginning of a fingerprint.
        source_name: String,
        /// The hashtags of the first sources of the union.
        known: Vec<String>,
    },
    /// Several sources begin with the given hashtag or fingerprint.
    #[error("{count} sources of the union begin with {source_name}; use a longer part of the fingerprint")]
    SourceAmbiguous {
        /// The given hashtag, or beginning of a fingerprint.
        source_name: String,
        /// How many sources match.
        count: usize,
    },
    /// The union has no other source, so nothing would be left.
    #[error("{source_name} is the only source of the union; nothing would be left")]
    OnlySource {
        /// The given hashtag, or beginning of a fingerprint.
        source_name: String,
    },
    /// The result cannot be built.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// # Changes: unions
impl Network {
    /// Combines networks into one with everything they have. Every concept and every relationship records
    /// where it came from: an attribute `source` with the hashtag of each network that has it (or with the
    /// fingerprint, if two networks share a hashtag). The union itself has such an attribute for each network
    /// too.
    ///
    /// - Concepts with the same label are the same. If their texts differ, the texts are sorted and joined,
    ///   without those that another one contains, and the concept has the attribute `contested` with the
    ///   value `text`.
    /// - If all networks answer the same question, that is the question of the union. Otherwise, it is all
    ///   their questions, sorted and joined by ` / `, and each question becomes a concept with relationships
    ///   `Key Finding` to its own findings. Titles are joined in the same way.
    /// - Findings and highlights are in the order of the given networks, each once, so another order may give
    ///   another hashtag. Apart from the attribute that records this order, nothing else depends on it.
    ///   Without findings and highlights, all orders give the same hashtag. Repeating a network makes no
    ///   difference.
    /// - A network that is itself a union is replaced by its sources, so unions can be made step by step.
    ///
    /// Further attributes record what the sources do not share, which makes [`without`](Network::without) an
    /// exact inverse. HASHTAG is the hashtag of a source:
    ///
    /// | attribute | on | value |
    /// |---|---|---|
    /// | `sources in order` | the network | all fingerprints, in the order of [`union_sources`] |
    /// | `question in HASHTAG`, `title in HASHTAG` | the network | that of the source, if it differs |
    /// | `text in HASHTAG` | a concept | the text in the source, if sources differ |
    /// | `finding in HASHTAG` | a concept | its place among the findings of the source, counted from 1 |
    /// | `highlight in HASHTAG` | a relationship | its place among the highlights of the source |
    /// | `attribute NAME in HASHTAG` | network, concepts | a value of NAME that not all sources have |
    /// | `own NAME` | any | an attribute NAME of a source that would be read as one of these |
    ///
    /// O(size · log n), and O(k · their length) for a concept with k different texts.
    ///
    /// [`union_sources`]: Network::union_sources
    ///
    /// # Errors
    ///
    /// [`BuildError::EmptyQuestion`] if no networks are given; [`BuildError::LabelIsQuestion`] if a concept
    /// has the joined questions as its label; [`BuildError::TooLarge`] if all together do not fit in one
    /// network.
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

    /// The fingerprints of the networks that this union was made of: first those with findings or highlights,
    /// in the order in which they were given, then the rest, sorted. Empty if the network is not a union.
    /// O(attributes of the network).
    #[doc(alias = "sources")]
    pub fn union_sources(&self) -> Vec<Fingerprint> {
        Marks::read_from(self).map(|marks| marks.fingerprints().to_vec()).unwrap_or_default()
    }

    /// The union without one of its sources, given by its hashtag or a longer beginning of its fingerprint.
    /// The result is byte for byte the union of all others. To replace a network, make the union of this
    /// result and the new network. O(size · log n).
    ///
    /// Additions by hand stay in the union. Changes by hand stay too, except where the union computes the
    /// part from its sources: the order of findings and of highlights, and the joined question and title.
    ///
    /// # Errors
    ///
    /// [`WithoutError`] if the network is not a union, or does not have exactly one such source, or has no
    /// other source.
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
