//! The objects of the JSON form: concepts, relationships, attributes and places.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::network::{Attributes, Concept, Relationship};

/// A place in a list, written only in digits: `1.0`, `1e0` and `-0` are refused.
#[derive(Clone, Copy, Serialize)]
#[serde(transparent)]
pub(super) struct Place(pub(super) u32);

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Place, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Place;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number from 0 to 4294967295")
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Place, E> {
                u32::try_from(number)
                    .map(Place)
                    .map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Place, E> {
                u32::try_from(number)
                    .map(Place)
                    .map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
            }
        }
        deserializer.deserialize_u64(Number)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct ConceptForm<'a> {
    #[serde(borrow)]
    pub(super) label: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub(super) text: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(super) attributes: Vec<AttributeForm<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct RelationshipForm<'a> {
    #[serde(borrow)]
    pub(super) source: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) relation: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) target: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub(super) passage: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(super) attributes: Vec<AttributeForm<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(super) struct AttributeForm<'a> {
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) value: Cow<'a, str>,
}

/// Reads a form only from an object. Derived code of serde also accepts a list of the values.
macro_rules! only_from_objects {
    ($($form:ident: $name:literal [$($field:literal),*]),*) => {$(
        impl<'de: 'a, 'a> Deserialize<'de> for $form<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Object;
                impl<'de> Visitor<'de> for Object {
                    type Value = $form<'de>;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("an object for ", $name))
                    }
                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$form<'de>, A::Error> {
                        $form::deserialize(MapAccessDeserializer::new(map))
                    }
                }
                // Not as a map: some formats distinguish the two.
                deserializer.deserialize_struct(stringify!($form), &[$($field),*], Object)
            }
        }

        impl Serialize for $form<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $form::serialize(self, serializer)
            }
        }
    )*};
}

only_from_objects!(
    AttributeForm: "an attribute" ["name", "value"],
    ConceptForm: "a concept" ["label", "text", "attributes"],
    RelationshipForm: "a relationship" ["source", "relation", "target", "passage", "attributes"]
);

fn attribute_forms(attributes: Attributes<'_>) -> Vec<AttributeForm<'_>> {
    attributes.map(AttributeForm::from).collect()
}

impl<'a> From<(&'a str, &'a str)> for AttributeForm<'a> {
    fn from((name, value): (&'a str, &'a str)) -> Self {
        AttributeForm { name: name.into(), value: value.into() }
    }
}

impl<'a> From<Concept<'a>> for ConceptForm<'a> {
    fn from(concept: Concept<'a>) -> Self {
        ConceptForm {
            label: concept.label().into(),
            text: concept.text().unwrap_or_default().into(),
            attributes: attribute_forms(concept.attributes()),
        }
    }
}

impl<'a> From<Relationship<'a>> for RelationshipForm<'a> {
    fn from(relationship: Relationship<'a>) -> Self {
        RelationshipForm {
            source: relationship.source().label().into(),
            relation: relationship.relation().into(),
            target: relationship.target().label().into(),
            passage: relationship.passage().unwrap_or_default().into(),
            attributes: attribute_forms(relationship.attributes()),
        }
    }
}
