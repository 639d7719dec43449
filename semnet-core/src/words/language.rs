//! The supported languages, each with its word forms and stop words.

use std::fmt;
use std::str::FromStr;

use frostem::Algorithm;

use crate::util::items;
use crate::words::english;

/// The language of a text, given by the caller. It decides which forms belong to one word, and which words
/// are stop words.
///
/// The default is English. A wrong language does little harm: a word always matches itself, and only the
/// other forms that match it differ. [`Any`](Language::Any) has neither word forms nor stop words. Languages
/// other than English need the feature `languages`, which is on by default; without it they behave like
/// `Any`.
///
/// ```
/// use semnet_core::words::Language;
///
/// assert_eq!("en-GB".parse::<Language>()?, Language::English);
/// assert_eq!(Language::default(), Language::English);
/// assert_eq!(Language::English.code(), "en");
/// # Ok::<(), semnet_core::words::LanguageError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Language {
    /// No particular language: words match if they differ only in letter case and accents.
    Any,
    /// English.
    #[default]
    English,
    /// Arabic.
    Arabic,
    /// Armenian.
    Armenian,
    /// Basque.
    Basque,
    /// Catalan.
    Catalan,
    /// Czech.
    Czech,
    /// Danish.
    Danish,
    /// Dutch.
    Dutch,
    /// Esperanto.
    Esperanto,
    /// Estonian.
    Estonian,
    /// Finnish.
    Finnish,
    /// French.
    French,
    /// German.
    German,
    /// Greek.
    Greek,
    /// Hindi.
    Hindi,
    /// Hungarian.
    Hungarian,
    /// Indonesian.
    Indonesian,
    /// Irish.
    Irish,
    /// Italian.
    Italian,
    /// Lithuanian.
    Lithuanian,
    /// Nepali.
    Nepali,
    /// Norwegian.
    Norwegian,
    /// Persian.
    Persian,
    /// Polish.
    Polish,
    /// Portuguese.
    Portuguese,
    /// Romanian.
    Romanian,
    /// Russian.
    Russian,
    /// Serbian.
    Serbian,
    /// Sesotho.
    Sesotho,
    /// Spanish.
    Spanish,
    /// Swedish.
    Swedish,
    /// Tamil.
    Tamil,
    /// Turkish.
    Turkish,
    /// Ukrainian.
    Ukrainian,
    /// Yiddish.
    Yiddish,
}

use Language::{Any, English};

#[cfg(feature = "languages")]
macro_rules! algorithm {
    ($language:ident) => {
        Some(Algorithm::$language)
    };
}

#[cfg(not(feature = "languages"))]
macro_rules! algorithm {
    ($language:ident) => {
        None
    };
}

type Entry = (Language, &'static str, Option<Algorithm>);

/// How many languages this build supports: the first ones of [`ALL`].
const SUPPORTED: usize = if cfg!(feature = "languages") { ALL.len() } else { 2 };

/// Each language with its code (ISO 639-1, or `und` for none, as in BCP 47) and its Snowball algorithm.
const ALL: &[Entry] = &[
    (Any, "und", None),
    (English, "en", Some(Algorithm::English)),
    (Language::Arabic, "ar", algorithm!(Arabic)),
    (Language::Armenian, "hy", algorithm!(Armenian)),
    (Language::Basque, "eu", algorithm!(Basque)),
    (Language::Catalan, "ca", algorithm!(Catalan)),
    (Language::Czech, "cs", algorithm!(Czech)),
    (Language::Danish, "da", algorithm!(Danish)),
    (Language::Dutch, "nl", algorithm!(Dutch)),
    (Language::Esperanto, "eo", algorithm!(Esperanto)),
    (Language::Estonian, "et", algorithm!(Estonian)),
    (Language::Finnish, "fi", algorithm!(Finnish)),
    (Language::French, "fr", algorithm!(French)),
    (Language::German, "de", algorithm!(German)),
    (Language::Greek, "el", algorithm!(Greek)),
    (Language::Hindi, "hi", algorithm!(Hindi)),
    (Language::Hungarian, "hu", algorithm!(Hungarian)),
    (Language::Indonesian, "id", algorithm!(Indonesian)),
    (Language::Irish, "ga", algorithm!(Irish)),
    (Language::Italian, "it", algorithm!(Italian)),
    (Language::Lithuanian, "lt", algorithm!(Lithuanian)),
    (Language::Nepali, "ne", algorithm!(Nepali)),
    (Language::Norwegian, "no", algorithm!(Norwegian)),
    (Language::Persian, "fa", algorithm!(Persian)),
    (Language::Polish, "pl", algorithm!(Polish)),
    (Language::Portuguese, "pt", algorithm!(Portuguese)),
    (Language::Romanian, "ro", algorithm!(Romanian)),
    (Language::Russian, "ru", algorithm!(Russian)),
    (Language::Serbian, "sr", algorithm!(Serbian)),
    (Language::Sesotho, "st", algorithm!(Sesotho)),
    (Language::Spanish, "es", algorithm!(Spanish)),
    (Language::Swedish, "sv", algorithm!(Swedish)),
    (Language::Tamil, "ta", algorithm!(Tamil)),
    (Language::Turkish, "tr", algorithm!(Turkish)),
    (Language::Ukrainian, "uk", algorithm!(Ukrainian)),
    (Language::Yiddish, "yi", algorithm!(Yiddish)),
];

impl Language {
    /// All languages that this build supports: English and [`Any`](Language::Any), and with the feature
    /// `languages` all languages of Snowball. O(1) for each.
    pub fn all() -> impl ExactSizeIterator<Item = Language> {
        supported().iter().map(|&(language, ..)| language)
    }

    /// The ISO 639-1 code; for [`Any`](Language::Any) it is `und`, the code of an undetermined language.
    /// O(1).
    pub fn code(self) -> &'static str {
        self.entry().map_or("und", |&(_, code, _)| code)
    }

    /// The language with this ISO 639-1 code in any letter case, with or without a region (`de-CH`). `None`
    /// if this build does not support it. [`from_str`](Language::from_str) returns an error instead, and also
    /// accepts English names. O(1).
    ///
    /// ```
    /// use semnet_core::words::Language;
    ///
    /// assert_eq!(Language::from_code("en-GB"), Some(Language::English));
    /// assert_eq!(Language::from_code("English"), None);
    /// ```
    pub fn from_code(code: &str) -> Option<Language> {
        let first = code.split(['-', '_']).next()?;
        supported()
            .iter()
            .find(|(_, code, _)| code.eq_ignore_ascii_case(first))
            .map(|&(language, ..)| language)
    }

    pub(super) fn algorithm(self) -> Option<Algorithm> {
        self.entry().and_then(|&(.., algorithm)| algorithm)
    }

    /// The stop words, in lower case.
    pub(super) fn stop_words(self) -> &'static [&'static str] {
        match self {
            Any => &[],
            English => english::STOP_WORDS,
            #[cfg(feature = "languages")]
            // Serbian and Yiddish have none.
            other => stop_words::lookup(other.code()).unwrap_or(&[]),
            #[cfg(not(feature = "languages"))]
            _ => &[],
        }
    }

    /// Whether forms of one word may begin with different letters, because its stemmer removes prefixes or
    /// elided articles.
    #[cfg(feature = "sqlite")]
    pub(crate) fn has_prefixes(self) -> bool {
        #[cfg(feature = "languages")]
        {
            use Language::*;
            matches!(
                self,
                Arabic
                    | Dutch
                    | French
                    | Indonesian
                    | Irish
                    | Italian
                    | Persian
                    | Serbian
                    | Sesotho
                    | Tamil
                    | Turkish
                    | Yiddish
            )
        }
        #[cfg(not(feature = "languages"))]
        false
    }

    /// The position among the languages of this build; for a language that it does not support, that of
    /// [`Any`](Language::Any).
    pub(super) fn number(self) -> usize {
        supported().iter().position(|(language, ..)| *language == self).unwrap_or(0)
    }

    fn entry(self) -> Option<&'static Entry> {
        ALL.iter().find(|(language, ..)| *language == self)
    }
}

/// The languages of this build.
fn supported() -> &'static [Entry] {
    items(ALL, ..SUPPORTED)
}

impl fmt::Display for Language {
    /// The code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A language that this build does not support.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("unknown language {given:?}; expected one of {}", known())]
pub struct LanguageError {
    given: String,
}

impl LanguageError {
    /// The beginning of the rejected string. O(1).
    pub fn given(&self) -> &str {
        &self.given
    }
}

fn known() -> String {
    supported().iter().map(|&(_, code, _)| code).collect::<Vec<_>>().join(", ")
}

impl FromStr for Language {
    type Err = LanguageError;

    /// Parses an ISO 639-1 code, with or without a region (`de-CH`, as in BCP 47), or the English name of a
    /// language. O(1).
    ///
    /// # Errors
    ///
    /// [`LanguageError`] for any other string, such as `tlh`; its message lists the supported codes.
    fn from_str(given: &str) -> Result<Language, LanguageError> {
        let first = given.trim().split(['-', '_']).next().unwrap_or_default();
        let is = |language: Language, code: &str| {
            code.eq_ignore_ascii_case(first) || format!("{language:?}").eq_ignore_ascii_case(first)
        };
        let found = supported().iter().find(|&&(language, code, _)| is(language, code));
        found
            .map(|&(language, ..)| language)
            .ok_or_else(|| LanguageError { given: crate::util::excerpt(given) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_separate_code_and_comes_back_from_it() {
        let mut codes: Vec<&str> = Language::all().map(Language::code).collect();
        for language in Language::all() {
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(format!("{language:?}").to_uppercase().parse(), Ok(language));
            assert_eq!(format!("{language}-XX").parse(), Ok(language));
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), SUPPORTED);
        assert_eq!((ALL.len(), SUPPORTED), (36, if cfg!(feature = "languages") { 36 } else { 2 }));
        assert_eq!(Language::German.code(), "de");
        assert!(Language::Yiddish.number() < SUPPORTED);
        let error = "tlh".parse::<Language>().unwrap_err();
        assert!(error.to_string().starts_with("unknown language \"tlh\"; expected one of und, en"));
    }

    #[cfg(feature = "languages")]
    #[test]
    fn nearly_every_language_has_stop_words() {
        let without: Vec<&str> =
            Language::all().filter(|l| l.stop_words().is_empty()).map(Language::code).collect();
        assert_eq!(without, ["und", "sr", "yi"]);
    }
}
