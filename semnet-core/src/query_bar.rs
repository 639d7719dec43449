//! The query bar: what a person typed or pasted, parsed. A store looks it up:
//! [`StoreExt::recover`](crate::store::StoreExt::recover).
//!
//! ```
//! use semnet_core::query_bar::Query;
//!
//! assert!(matches!("#6ybRkSdCb9w".parse()?, Query::Name { .. }));
//! assert!(matches!("why do bees dance?".parse()?, Query::Question(_)));
//! # Ok::<(), semnet_core::query_bar::QueryError>(())
//! ```

use std::str::FromStr;

use crate::hashtag::Hashtag;
use crate::link::{DEFAULT_BASE, Link, LinkError, split};
use crate::network::FingerprintPrefix;
use crate::text;
use crate::text::{Refused, is_quotation_mark};

/// What a person typed or pasted into the query bar.
///
/// # Syntax
///
/// In this order, the first that fits:
///
/// 1. a *hashtag*, 11 characters, or more of the fingerprint, up to 44; with `#`, white space, quotation
///    marks, brackets, closing punctuation or invisible characters around it;
/// 2. a *link*: a base without white space, a `#` and a hashtag; or a `#` after a base with a scheme, such as
///    `https:` or `semnet:`;
/// 3. a *question*: everything else. So are eleven letters that are past the largest hashtag, such as
///    `information`.
///
/// A hashtag may well be a word, such as `Information`: a store that has no such network looks it up as a
/// question.
///
/// ```
/// use semnet_core::query_bar::Query;
///
/// let Query::Name { prefix, .. } = "(#6ybRkSdCb9w).".parse()? else { panic!() };
/// assert_eq!(prefix.as_str(), "6ybRkSdCb9w");
/// assert_eq!("why do bees  dance?".parse(), Ok(Query::Question("why do bees dance?".into())));
/// # Ok::<(), semnet_core::query_bar::QueryError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Query {
    /// A hashtag, or more characters of a fingerprint.
    Name {
        /// The characters.
        prefix: FingerprintPrefix,
        /// The normal form of the typed text, which is looked up as a question if no network has this name.
        typed: String,
    },
    /// A link, perhaps with a network in it.
    Link(Link),
    /// A question, in [normal form](crate::network::specification).
    Question(String),
}

impl FromStr for Query {
    type Err = QueryError;

    /// Parses what was typed. O(length); a full link is opened, see [`Link`].
    ///
    /// # Errors
    ///
    /// [`QueryError`] if nothing was typed, for a control character or an unassigned one, and for a link that
    /// cannot be opened.
    fn from_str(typed: &str) -> Result<Query, QueryError> {
        let bare = bare(typed);
        if bare.is_empty() && typed.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            return Err(QueryError::Empty);
        }
        let could_be_name = (Hashtag::LENGTH..=crate::network::Fingerprint::LENGTH).contains(&bare.len());
        if let (true, Ok(prefix)) = (could_be_name, bare.parse()) {
            let typed = text::normalise(typed).unwrap_or_else(|_| bare.to_owned());
            return Ok(Query::Name { prefix, typed });
        }
        let (_, fragment) = bare.rsplit_once('#').unwrap_or_default();
        match link(typed, bare) {
            Some(Ok(link)) => return Ok(Query::Link(link)),
            // No network has this name, but one may have a similar name, so the text after the `#` is looked
            // up.
            Some(Err(LinkError::Fingerprint(_) | LinkError::ShortName { .. }))
                if fragment.chars().count() + 1 >= Hashtag::LENGTH && !fragment.contains('.') =>
            {
                // One with a character that no question has is an error below, with its place in all that was
                // typed.
                if let Ok(question) = text::normalise(fragment)
                    && !question.is_empty()
                {
                    return Ok(Query::Question(question));
                }
            }
            // A `#` with something else after it, as in `note:#1`.
            Some(Err(LinkError::Fingerprint(_) | LinkError::ShortName { .. }))
                if !bare.starts_with(DEFAULT_BASE) => {}
            Some(Err(error)) => return Err(QueryError::Link(error)),
            None => {}
        }
        match text::normalise(typed) {
            Ok(question) if question.is_empty() => Err(QueryError::Empty),
            Ok(question) => Ok(Query::Question(question)),
            Err(Refused { character, offset }) => {
                let index = typed.get(..offset).map_or(0, |before| before.chars().count());
                Err(QueryError::Character { character, index })
            }
        }
    }
}

/// The input without the characters that may surround a hashtag.
pub(crate) fn bare(typed: &str) -> &str {
    typed.trim_matches(is_around)
}

/// The typed link, if the text is meant as one.
fn link(typed: &str, bare: &str) -> Option<Result<Link, LinkError>> {
    // A `#` at the beginning was trimmed; before a hashtag and a payload it is the base that is empty.
    let leading = typed.len() - typed.trim_start_matches(|c| is_around(c) && c != '#').len();
    let rest = typed.get(leading..)?.trim_end_matches(is_around);
    let text = if rest.starts_with('#') { rest } else { bare };
    let (base, fragment) = split(text)?;
    let named = fragment.split('.').next().unwrap_or_default().trim();
    let is_name = named.len() >= Hashtag::LENGTH && named.parse::<FingerprintPrefix>().is_ok();
    let scheme = base.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = text.contains('#')
        && scheme.is_some_and(|scheme| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        });
    let spaced = base.contains(char::is_whitespace);
    ((is_name || has_scheme) && !spaced).then(|| text.parse())
}

/// Characters that may surround a hashtag.
fn is_around(character: char) -> bool {
    character.is_whitespace()
        || is_invisible(character)
        || is_quotation_mark(character)
        || matches!(
            character,
            '#' | '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '<' | '>' | '{' | '}' | '*'
        )
}

/// Dropped by normalisation, or with no width all the same.
fn is_invisible(character: char) -> bool {
    text::is_dropped(character)
        || matches!(character, '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{61c}' | '\u{180e}')
}

/// Why what was typed cannot be looked up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// Nothing was typed.
    #[error("nothing was typed; expected a hashtag, a link or a question")]
    Empty,
    /// A character that is not allowed in a network.
    #[error("character {} (U+{:04X}) is not allowed in a question", index + 1, u32::from(*character))]
    Character {
        /// The character.
        character: char,
        /// Where it is, in characters, counted from 0.
        index: usize,
    },
    /// A link that cannot be opened.
    #[error(transparent)]
    Link(#[from] LinkError),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(typed: &str) -> Option<String> {
        match typed.parse() {
            Ok(Query::Name { prefix, .. }) => Some(prefix.to_string()),
            _ => None,
        }
    }

    #[test]
    fn a_hashtag_is_found_in_what_stands_around_it() {
        for typed in [
            "6ybRkSdCb9w",
            "#6ybRkSdCb9w",
            "  #6ybRkSdCb9w\n",
            "“6ybRkSdCb9w”",
            "(6ybRkSdCb9w).",
            "6ybRkSdCb9w.",
            "\u{200b}6ybRkSdCb9w\u{feff}",
            "\u{200e}#6ybRkSdCb9w\u{200f}",
            "<#6ybRkSdCb9w>,",
            "`6ybRkSdCb9w`",
        ] {
            assert_eq!(name(typed).as_deref(), Some("6ybRkSdCb9w"), "{typed:?}");
        }
        assert_eq!(name("6ybRkSdCb9w000").as_deref(), Some("6ybRkSdCb9w000"));
        assert_eq!(name("Information").as_deref(), Some("Information"));
    }

    #[test]
    fn what_no_fingerprint_begins_with_is_a_question() {
        for typed in [
            "information",
            "Photography",
            "6ybRkSdCb9",
            "6ybRkSdCb9wzzzzzzzzzzz",
            "What is C#?",
            "Why?",
            "a#b",
            "note: #1",
        ] {
            assert!(matches!(typed.parse(), Ok(Query::Question(question)) if question == typed), "{typed}");
        }
        assert_eq!("a\0b".parse::<Query>(), Err(QueryError::Character { character: '\0', index: 1 }));
        for typed in ["", " \n\u{200b}", "\u{feff}", "\u{200e}", " \u{fe0f} "] {
            assert_eq!(typed.parse::<Query>(), Err(QueryError::Empty), "{typed:?}");
        }
        assert!(matches!("?".parse(), Ok(Query::Question(_))));
    }

    #[test]
    fn links_are_links() {
        for typed in
            ["semnet:#6ybRkSdCb9w", "<https://example.org/n?x=1#6ybRkSdCb9w>.", "page.html#6ybRkSdCb9w000"]
        {
            assert!(matches!(typed.parse(), Ok(Query::Link(_))), "{typed}");
        }
        let beeped = "page:#6ybRkS-Cb9w\u{7}";
        assert_eq!(
            beeped.parse::<Query>(),
            Err(QueryError::Character { character: '\u{7}', index: 17 }),
            "a question that is looked up is one that a network may ask"
        );
        for (typed, error) in [
            ("semnet:#6yb", LinkError::ShortName { found: 3 }),
            ("semnet:#6ybRkSdCb9w.p", LinkError::CutOff),
            ("#6ybRkSdCb9w.x00", LinkError::Newer { way: 'x' }),
        ] {
            assert_eq!(typed.parse::<Query>(), Err(QueryError::Link(error)), "{typed}");
        }
    }

    #[test]
    fn a_fragment_that_is_nearly_a_name_is_looked_up() {
        for (typed, question) in [
            ("semnet:#6ybRkSdCb9", "6ybRkSdCb9"),
            ("semnet:#zzzzzzzzzzz", "zzzzzzzzzzz"),
            ("https://example.org/#6ybRkS-Cb9w", "6ybRkS-Cb9w"),
            // Of another base than semnet's, a short fragment is part of a question.
            ("page:#6ybRkSdCb", "page:#6ybRkSdCb"),
        ] {
            assert_eq!(typed.parse(), Ok(Query::Question(question.to_owned())), "{typed}");
        }
        assert_eq!(
            "semnet:#6ybRkSdCb".parse::<Query>(),
            Err(QueryError::Link(LinkError::ShortName { found: 9 }))
        );
        assert!(matches!(
            "semnet:#6ybRkS-Cb9w.p0".parse::<Query>(),
            Err(QueryError::Link(LinkError::Fingerprint(_)))
        ));
        // A scheme has a letter first, and then letters, digits, `+`, `-` and `.`.
        for typed in ["1:#6ybRkSdCb9", "a b:#6ybRkSdCb9", "a/b:#6ybRkSdCb9"] {
            assert_eq!(typed.parse(), Ok(Query::Question(typed.to_owned())), "{typed}");
        }
    }
}
