//! A relationship that is added to a builder.

use std::borrow::Cow;

use crate::network::view::Relationship;

/// A relationship to be added to a [`NetworkBuilder`](crate::NetworkBuilder). Tuples of three strings
/// (source, relation, target) or four (and a passage), borrowed or owned, convert into it, and so does a
/// [`Relationship`] of another network.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::network::NewRelationship;
///
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .concept("Waggle Dance", "")
///     .concept("Sun Compass", "")
///     .relationship((
///         "Waggle Dance",
///         "is aimed by",
///         "Sun Compass",
///         "Straight up on the comb means “towards the sun”.",
///     ))
///     .relationship(
///         NewRelationship::new("Sun Compass", "corrects", "Waggle Dance")
///             .attribute("year", "1949"),
///     )
///     .build()?;
/// assert_eq!(network.relationship_count(), 2);
/// # Ok::<(), semnet_core::network::BuildError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use = "a relationship has no effect until it is given to a builder"]
pub struct NewRelationship<'a> {
    pub(super) source: Cow<'a, str>,
    pub(super) relation: Cow<'a, str>,
    pub(super) target: Cow<'a, str>,
    pub(super) passage: Cow<'a, str>,
    pub(super) attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> NewRelationship<'a> {
    /// From one concept to another, each by its label; the question's own text means the question. O(1).
    pub fn new(source: &'a str, relation: &'a str, target: &'a str) -> NewRelationship<'a> {
        NewRelationship::from((source, relation, target))
    }

    /// With a quoted passage. It is stored unchanged, so leave out the quotation marks around it. An
    /// empty passage means no passage. O(1).
    pub fn passage(mut self, passage: &'a str) -> NewRelationship<'a> {
        self.passage = passage.into();
        self
    }

    /// With one more attribute. O(1).
    pub fn attribute(mut self, name: &'a str, value: &'a str) -> NewRelationship<'a> {
        self.attributes.push((name.into(), value.into()));
        self
    }
}

impl<'a, S, R, T> From<(S, R, T)> for NewRelationship<'a>
where
    S: Into<Cow<'a, str>>,
    R: Into<Cow<'a, str>>,
    T: Into<Cow<'a, str>>,
{
    /// A tuple of `&str`, `String` or [`Cow`].
    fn from((source, relation, target): (S, R, T)) -> Self {
        NewRelationship::from((source, relation, target, ""))
    }
}

impl<'a, S, R, T, P> From<(S, R, T, P)> for NewRelationship<'a>
where
    S: Into<Cow<'a, str>>,
    R: Into<Cow<'a, str>>,
    T: Into<Cow<'a, str>>,
    P: Into<Cow<'a, str>>,
{
    /// A tuple with a passage.
    fn from((source, relation, target, passage): (S, R, T, P)) -> Self {
        NewRelationship {
            source: source.into(),
            relation: relation.into(),
            target: target.into(),
            passage: passage.into(),
            attributes: Vec::new(),
        }
    }
}

impl<'a, S: AsRef<str>, R: AsRef<str>, T: AsRef<str>> From<&'a (S, R, T)> for NewRelationship<'a> {
    /// A row of somebody's own table, such as `(String, String, String)`.
    fn from((source, relation, target): &'a (S, R, T)) -> Self {
        NewRelationship::new(source.as_ref(), relation.as_ref(), target.as_ref())
    }
}

impl<'a, S: AsRef<str>, R: AsRef<str>, T: AsRef<str>, P: AsRef<str>> From<&'a (S, R, T, P)>
    for NewRelationship<'a>
{
    /// A row of somebody's own table, with a passage.
    fn from((source, relation, target, passage): &'a (S, R, T, P)) -> Self {
        NewRelationship::new(source.as_ref(), relation.as_ref(), target.as_ref()).passage(passage.as_ref())
    }
}

impl<'a> From<&'a Relationship<'a>> for NewRelationship<'a> {
    /// The same relationship, with its passage and all attributes.
    fn from(other: &'a Relationship<'a>) -> Self {
        NewRelationship::from(*other)
    }
}

impl<'a> From<Relationship<'a>> for NewRelationship<'a> {
    /// The same relationship, with its passage and all attributes. Its ends are labels: in a network with
    /// another question, the question of the first is the label of an ordinary concept.
    fn from(other: Relationship<'a>) -> Self {
        NewRelationship {
            source: other.source().label().into(),
            relation: other.relation().into(),
            target: other.target().label().into(),
            passage: other.passage().unwrap_or_default().into(),
            attributes: other.attributes().map(|(name, value)| (name.into(), value.into())).collect(),
        }
    }
}
