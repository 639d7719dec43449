//! Reads enums from objects that name their kind in a field. Serde's derived code for `#[serde(tag = …)]`
//! reads the same objects, but takes 50 KB of WebAssembly for twenty kinds.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::{Map, Number, Value};

/// The fields of an object that were not taken yet.
pub(super) struct Fields {
    fields: Map<String, Value>,
    /// The names of the fields that its kind has.
    names: Vec<&'static str>,
}

impl Fields {
    /// Reads the value of the field `tag`, and the other fields.
    pub(super) fn read<'de, D: Deserializer<'de>>(tag: &str, from: D) -> Result<(String, Fields), D::Error> {
        let Tree(Value::Object(mut fields)) = Tree::deserialize(from)? else {
            return Err(D::Error::custom(format!("expected an object with the field `{tag}`")));
        };
        match fields.remove(tag) {
            Some(Value::String(kind)) => Ok((kind, Fields { fields, names: Vec::new() })),
            Some(_) => Err(D::Error::custom(format!("invalid type of the field `{tag}`, expected a string"))),
            None => Err(D::Error::custom(format!("missing field `{tag}`"))),
        }
    }

    /// Takes a field. An absent field is `otherwise`, or an error; never `null`, which may have a meaning.
    pub(super) fn take<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        otherwise: Option<T>,
    ) -> Result<T, String> {
        self.names.push(name);
        match self.fields.remove(&camel(name).collect::<String>()) {
            Some(value) => T::deserialize(value).map_err(|error| error.to_string()),
            None => otherwise.ok_or_else(|| format!("missing field `{}`", camel(name).collect::<String>())),
        }
    }

    /// Checks that no field is left.
    pub(super) fn end(self) -> Result<(), String> {
        match self.fields.keys().next() {
            None => Ok(()),
            Some(name) => Err(format!("unknown field `{name}`, expected {}", one_of(&self.names))),
        }
    }
}

/// Whether a variant has this name in JSON.
pub(super) fn is_named(kind: &str, variant: &str) -> bool {
    camel(variant).eq(kind.chars())
}

pub(super) fn unknown(kind: &str, variants: &[&str]) -> String {
    format!("unknown variant `{kind}`, expected {}", one_of(variants))
}

/// The name of a variant or a field in JSON: `SetTitle` is `setTitle`, and `new_label` is `newLabel`.
fn camel(name: &str) -> impl Iterator<Item = char> + '_ {
    let mut before = None;
    name.chars().filter_map(move |character| match before.replace(character) {
        None => Some(character.to_ascii_lowercase()),
        Some('_') => Some(character.to_ascii_uppercase()),
        Some(_) => (character != '_').then_some(character),
    })
}

fn one_of(names: &[&str]) -> String {
    let names: Vec<String> =
        names.iter().map(|name| format!("`{}`", camel(name).collect::<String>())).collect();
    match names.as_slice() {
        [one, other] => format!("{one} or {other}"),
        [one] => one.clone(),
        names => format!("one of {}", names.join(", ")),
    }
}

/// A value in which no object has two fields with the same name.
struct Tree(Value);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, a list, a string, a number, true, false or null")
    }
    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree(Value::Null))
    }
    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree(Value::Null))
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        Tree::deserialize(deserializer)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree(Value::Bool(value)))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree(value.into()))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree(value.into()))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        let number = Number::from_f64(value).ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self));
        number.map(|number| Tree(Value::Number(number)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree(text.into()))
    }
    fn visit_string<E>(self, text: String) -> Result<Tree, E> {
        Ok(Tree(text.into()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(Tree(item)) = seq.next_element()? {
            list.push(item);
        }
        Ok(Tree(Value::Array(list)))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let Tree(value) = map.next_value()?;
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format!("duplicate field `{name}`")));
            }
            fields.insert(name, value);
        }
        Ok(Tree(Value::Object(fields)))
    }
}

/// An enum that is an object in JSON, with its kind in the field `$tag`. A field with `= value` may be
/// absent.
macro_rules! tagged {
    (
        $tag:literal;
        $(#[$enum_doc:meta])*
        pub enum $enum:ident {
            $(
                $(#[$doc:meta])*
                $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty $(= $otherwise:expr)?),* $(,)? }
            ),* $(,)?
        }
    ) => {
        $(#[$enum_doc])*
        #[serde(tag = $tag, rename_all = "camelCase", rename_all_fields = "camelCase")]
        #[non_exhaustive]
        pub enum $enum {
            $($(#[$doc])* $name { $($(#[$field_doc])* $field: $type),* }),*
        }

        impl<'de> serde::Deserialize<'de> for $enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$enum, D::Error> {
                let (kind, fields) = $crate::change::tagged::Fields::read($tag, deserializer)?;
                $enum::of_fields(&kind, fields).map_err(serde::de::Error::custom)
            }
        }

        impl $enum {
            fn of_fields(kind: &str, mut fields: $crate::change::tagged::Fields) -> Result<$enum, String> {
                $(
                    if $crate::change::tagged::is_named(kind, stringify!($name)) {
                        let read = $enum::$name {
                            $($field: {
                                #[allow(unused_mut, unused_assignments)]
                                let mut otherwise: Option<$type> = None;
                                $(otherwise = Some($otherwise);)?
                                fields.take(stringify!($field), otherwise)?
                            }),*
                        };
                        return fields.end().map(|()| read);
                    }
                )*
                Err($crate::change::tagged::unknown(kind, &[$(stringify!($name)),*]))
            }
        }
    };
}
pub(super) use tagged;
