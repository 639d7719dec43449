//! A thematic connection as the parts of a relationship, which changes can add.

use crate::change::parts::{Attribute, RelationshipParts};
use crate::names::SHARED_THEME;
use crate::words::Connection;

impl Connection<'_> {
    /// The relationship that [`with_connections`](crate::network::Network::with_connections) adds for this
    /// connection. O(length).
    pub fn relationship(&self) -> RelationshipParts {
        let (passage, attributes) = self.passage_and_attributes();
        let (a, b) = self.concepts();
        RelationshipParts {
            source: Some(a.label().to_owned()),
            relation: SHARED_THEME.to_owned(),
            target: Some(b.label().to_owned()),
            passage,
            attributes: attributes
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| Attribute { name: name.to_owned(), value })
                .collect(),
        }
    }
}
