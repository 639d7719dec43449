//! Conversions to and from networks, builders and ids, by the traits of the standard library.

use crate::network::{
    ConceptId, DecodeError, Network, NetworkBuilder, NewRelationship, RelationId, RelationshipId,
};

impl AsRef<[u8]> for Network {
    /// The canonical bytes. O(1).
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

impl TryFrom<Vec<u8>> for Network {
    type Error = DecodeError;

    /// [`Network::from_bytes`].
    fn try_from(bytes: Vec<u8>) -> Result<Network, DecodeError> {
        Network::from_bytes(bytes)
    }
}

impl TryFrom<&[u8]> for Network {
    type Error = DecodeError;

    /// [`Network::from_bytes`] of a copy.
    fn try_from(bytes: &[u8]) -> Result<Network, DecodeError> {
        Network::from_bytes(bytes.to_vec())
    }
}

impl From<&Network> for NetworkBuilder {
    /// [`Network::to_builder`].
    fn from(network: &Network) -> NetworkBuilder {
        network.to_builder()
    }
}

impl<'a, R: Into<NewRelationship<'a>>> Extend<R> for NetworkBuilder {
    /// Adds relationships. O(their length).
    ///
    /// ```
    /// use semnet_core::NetworkBuilder;
    ///
    /// let rows = [("Mill", "supplies", "Bakery"), ("Bakery", "feeds", "Town")];
    /// let mut builder = NetworkBuilder::new("Who feeds the town?");
    /// for (source, _, target) in rows {
    ///     builder.concept(source, "").concept(target, "");
    /// }
    /// builder.extend(rows);
    /// assert_eq!(builder.build()?.relationship_count(), 2);
    /// # Ok::<(), semnet_core::network::BuildError>(())
    /// ```
    fn extend<I: IntoIterator<Item = R>>(&mut self, relationships: I) {
        for relationship in relationships {
            self.relationship(relationship);
        }
    }
}

macro_rules! from_number {
    ($($name:ident: $what:literal),*) => {$(
        impl From<u32> for $name {
            #[doc = concat!("The id with this number. Queries check whether there is such a ", $what, ".")]
            fn from(number: u32) -> $name {
                $name(number)
            }
        }

        impl From<$name> for u32 {
            fn from(id: $name) -> u32 {
                id.0
            }
        }

        impl serde::Serialize for $name {
            /// The number.
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u32(self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                u32::deserialize(deserializer).map($name)
            }
        }
    )*};
}

from_number!(ConceptId: "concept", RelationshipId: "relationship", RelationId: "relation");
