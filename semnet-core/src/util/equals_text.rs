//! Comparisons of a name with the kinds of text that Rust has.

/// For a type that compares with `str`: comparisons with `&str` and `String`, and of each text with it.
macro_rules! equals_text {
    ($name:ty) => {
        impl PartialEq<&str> for $name {
            /// Whether the text is this one, exactly.
            fn eq(&self, text: &&str) -> bool {
                *self == **text
            }
        }

        impl PartialEq<String> for $name {
            /// Whether the text is this one, exactly.
            fn eq(&self, text: &String) -> bool {
                *self == **text
            }
        }

        impl PartialEq<$name> for str {
            /// Whether the text is this one, exactly.
            fn eq(&self, name: &$name) -> bool {
                *name == *self
            }
        }

        impl PartialEq<$name> for &str {
            /// Whether the text is this one, exactly.
            fn eq(&self, name: &$name) -> bool {
                *name == **self
            }
        }

        impl PartialEq<$name> for String {
            /// Whether the text is this one, exactly.
            fn eq(&self, name: &$name) -> bool {
                *name == **self
            }
        }
    };
}
pub(crate) use equals_text;
