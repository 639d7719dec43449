//! A relationship on its way into a builder.

use crate::network::view::Relationship;

/// A relationship to be added to a [`NetworkBuilder`](super::NetworkBuilder). Tuples of three (source, relation, target) or four (and a
/// passage) turn into one, and so does a [`Relationship`] of another network.
///
/// ```
/// use semnet_core::NetworkBuilder;
/// use semnet_core::network::NewRelationship;
///
/// let network = NetworkBuilder::new("Why do bees dance?")
///     .concept("Waggle Dance", "")
///     .concept("Sun Compass", "")
///     .relationship(("Waggle Dance", "is aimed by", "Sun Compass", "“up” on the comb means “towards the sun”"))
///     .relationship(NewRelationship::new("Sun Compass", "corrects", "Waggle Dance").attribute("year", "1949"))
///     .build()?;
/// assert_eq!(network.relationship_count(), 2);
/// # Ok::<(), semnet_core::network::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct NewRelationship<'a> {
    pub(super) source: &'a str,
    pub(super) relation: &'a str,
    pub(super) target: &'a str,
    pub(super) passage: &'a str,
    pub(super) attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> NewRelationship<'a> {
    /// From one concept to another, each by its label; the question's own text stands for the question. O(1).
    pub fn new(source: &'a str, relation: &'a str, target: &'a str) -> NewRelationship<'a> {
        NewRelationship { source, relation, target, passage: "", attributes: Vec::new() }
    }

    /// With a quoted passage, without the quotation marks around it. An empty passage means no passage. O(1).
    pub fn passage(mut self, passage: &'a str) -> NewRelationship<'a> {
        self.passage = passage;
        self
    }

    /// With one more attribute. O(1).
    pub fn attribute(mut self, name: &'a str, value: &'a str) -> NewRelationship<'a> {
        self.attributes.push((name, value));
        self
    }
}

impl<'a> From<(&'a str, &'a str, &'a str)> for NewRelationship<'a> {
    fn from((source, relation, target): (&'a str, &'a str, &'a str)) -> Self {
        NewRelationship::new(source, relation, target)
    }
}

impl<'a> From<(&'a str, &'a str, &'a str, &'a str)> for NewRelationship<'a> {
    fn from((source, relation, target, passage): (&'a str, &'a str, &'a str, &'a str)) -> Self {
        NewRelationship::new(source, relation, target).passage(passage)
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
    fn from(other: &'a Relationship<'a>) -> Self {
        NewRelationship::from(*other)
    }
}

impl<'a> From<Relationship<'a>> for NewRelationship<'a> {
    fn from(other: Relationship<'a>) -> Self {
        NewRelationship {
            source: other.source().label(),
            relation: other.relation(),
            target: other.target().label(),
            passage: other.passage().unwrap_or_default(),
            attributes: other.attributes().collect(),
        }
    }
}
