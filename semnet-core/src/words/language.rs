//! The languages whose word forms and stop words are known.

use std::fmt;
use std::str::FromStr;

use frostem::Algorithm;

use crate::words::english;

/// The language of a text, given by the caller. It decides which forms belong to one word, and which words
/// are stop words.
///
/// The default is English. A wrong language loses little: a word always matches itself; only the forms that
/// match along with it differ. [`Any`](Language::Any) has neither word forms nor stop words. Languages other
/// than English need the feature `languages`, which is on by default.
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
    #[cfg(feature = "languages")]
    Arabic,
    /// Armenian.
    #[cfg(feature = "languages")]
    Armenian,
    /// Basque.
    #[cfg(feature = "languages")]
    Basque,
    /// Catalan.
    #[cfg(feature = "languages")]
    Catalan,
    /// Czech.
    #[cfg(feature = "languages")]
    Czech,
    /// Danish.
    #[cfg(feature = "languages")]
    Danish,
    /// Dutch.
    #[cfg(feature = "languages")]
    Dutch,
    /// Esperanto.
    #[cfg(feature = "languages")]
    Esperanto,
    /// Estonian.
    #[cfg(feature = "languages")]
    Estonian,
    /// Finnish.
    #[cfg(feature = "languages")]
    Finnish,
    /// French.
    #[cfg(feature = "languages")]
    French,
    /// German.
    #[cfg(feature = "languages")]
    German,
    /// Greek.
    #[cfg(feature = "languages")]
    Greek,
    /// Hindi.
    #[cfg(feature = "languages")]
    Hindi,
    /// Hungarian.
    #[cfg(feature = "languages")]
    Hungarian,
    /// Indonesian.
    #[cfg(feature = "languages")]
    Indonesian,
    /// Irish.
    #[cfg(feature = "languages")]
    Irish,
    /// Italian.
    #[cfg(feature = "languages")]
    Italian,
    /// Lithuanian.
    #[cfg(feature = "languages")]
    Lithuanian,
    /// Nepali.
    #[cfg(feature = "languages")]
    Nepali,
    /// Norwegian.
    #[cfg(feature = "languages")]
    Norwegian,
    /// Persian.
    #[cfg(feature = "languages")]
    Persian,
    /// Polish.
    #[cfg(feature = "languages")]
    Polish,
    /// Portuguese.
    #[cfg(feature = "languages")]
    Portuguese,
    /// Romanian.
    #[cfg(feature = "languages")]
    Romanian,
    /// Russian.
    #[cfg(feature = "languages")]
    Russian,
    /// Serbian.
    #[cfg(feature = "languages")]
    Serbian,
    /// Sesotho.
    #[cfg(feature = "languages")]
    Sesotho,
    /// Spanish.
    #[cfg(feature = "languages")]
    Spanish,
    /// Swedish.
    #[cfg(feature = "languages")]
    Swedish,
    /// Tamil.
    #[cfg(feature = "languages")]
    Tamil,
    /// Turkish.
    #[cfg(feature = "languages")]
    Turkish,
    /// Ukrainian.
    #[cfg(feature = "languages")]
    Ukrainian,
    /// Yiddish.
    #[cfg(feature = "languages")]
    Yiddish,
}

use Language::{Any, English};

/// Each language with its code (ISO 639-1; `und` is BCP 47's for none) and its algorithm of Snowball.
const ALL: &[(Language, &str, Option<Algorithm>)] = &[
    (Any, "und", None),
    (English, "en", Some(Algorithm::English)),
    #[cfg(feature = "languages")]
    (Language::Arabic, "ar", Some(Algorithm::Arabic)),
    #[cfg(feature = "languages")]
    (Language::Armenian, "hy", Some(Algorithm::Armenian)),
    #[cfg(feature = "languages")]
    (Language::Basque, "eu", Some(Algorithm::Basque)),
    #[cfg(feature = "languages")]
    (Language::Catalan, "ca", Some(Algorithm::Catalan)),
    #[cfg(feature = "languages")]
    (Language::Czech, "cs", Some(Algorithm::Czech)),
    #[cfg(feature = "languages")]
    (Language::Danish, "da", Some(Algorithm::Danish)),
    #[cfg(feature = "languages")]
    (Language::Dutch, "nl", Some(Algorithm::Dutch)),
    #[cfg(feature = "languages")]
    (Language::Esperanto, "eo", Some(Algorithm::Esperanto)),
    #[cfg(feature = "languages")]
    (Language::Estonian, "et", Some(Algorithm::Estonian)),
    #[cfg(feature = "languages")]
    (Language::Finnish, "fi", Some(Algorithm::Finnish)),
    #[cfg(feature = "languages")]
    (Language::French, "fr", Some(Algorithm::French)),
    #[cfg(feature = "languages")]
    (Language::German, "de", Some(Algorithm::German)),
    #[cfg(feature = "languages")]
    (Language::Greek, "el", Some(Algorithm::Greek)),
    #[cfg(feature = "languages")]
    (Language::Hindi, "hi", Some(Algorithm::Hindi)),
    #[cfg(feature = "languages")]
    (Language::Hungarian, "hu", Some(Algorithm::Hungarian)),
    #[cfg(feature = "languages")]
    (Language::Indonesian, "id", Some(Algorithm::Indonesian)),
    #[cfg(feature = "languages")]
    (Language::Irish, "ga", Some(Algorithm::Irish)),
    #[cfg(feature = "languages")]
    (Language::Italian, "it", Some(Algorithm::Italian)),
    #[cfg(feature = "languages")]
    (Language::Lithuanian, "lt", Some(Algorithm::Lithuanian)),
    #[cfg(feature = "languages")]
    (Language::Nepali, "ne", Some(Algorithm::Nepali)),
    #[cfg(feature = "languages")]
    (Language::Norwegian, "no", Some(Algorithm::Norwegian)),
    #[cfg(feature = "languages")]
    (Language::Persian, "fa", Some(Algorithm::Persian)),
    #[cfg(feature = "languages")]
    (Language::Polish, "pl", Some(Algorithm::Polish)),
    #[cfg(feature = "languages")]
    (Language::Portuguese, "pt", Some(Algorithm::Portuguese)),
    #[cfg(feature = "languages")]
    (Language::Romanian, "ro", Some(Algorithm::Romanian)),
    #[cfg(feature = "languages")]
    (Language::Russian, "ru", Some(Algorithm::Russian)),
    #[cfg(feature = "languages")]
    (Language::Serbian, "sr", Some(Algorithm::Serbian)),
    #[cfg(feature = "languages")]
    (Language::Sesotho, "st", Some(Algorithm::Sesotho)),
    #[cfg(feature = "languages")]
    (Language::Spanish, "es", Some(Algorithm::Spanish)),
    #[cfg(feature = "languages")]
    (Language::Swedish, "sv", Some(Algorithm::Swedish)),
    #[cfg(feature = "languages")]
    (Language::Tamil, "ta", Some(Algorithm::Tamil)),
    #[cfg(feature = "languages")]
    (Language::Turkish, "tr", Some(Algorithm::Turkish)),
    #[cfg(feature = "languages")]
    (Language::Ukrainian, "uk", Some(Algorithm::Ukrainian)),
    #[cfg(feature = "languages")]
    (Language::Yiddish, "yi", Some(Algorithm::Yiddish)),
];

impl Language {
    /// All languages of this build: English and [`Any`](Language::Any), and with the feature `languages`
    /// those of Snowball. O(1) for each.
    pub fn all() -> impl ExactSizeIterator<Item = Language> {
        ALL.iter().map(|&(language, ..)| language)
    }

    /// Its code by ISO 639-1; `und`, the code for an undetermined one, for [`Any`](Language::Any). O(1).
    pub fn code(self) -> &'static str {
        self.entry().map_or("und", |&(_, code, _)| code)
    }

    /// The language with this code of ISO 639-1, which a region may follow (`de-CH`), in any letter case.
    /// `None` for a language that this build does not support; [`from_str`](Language::from_str) reports
    /// it, and takes English names. O(1).
    ///
    /// ```
    /// use semnet_core::words::Language;
    ///
    /// assert_eq!(Language::from_code("en-GB"), Some(Language::English));
    /// assert_eq!(Language::from_code("English"), None);
    /// ```
    pub fn from_code(code: &str) -> Option<Language> {
        let first = code.split(['-', '_']).next()?;
        ALL.iter().find(|(_, code, _)| code.eq_ignore_ascii_case(first)).map(|&(language, ..)| language)
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
            other => stop_words::lookup(other.code()).unwrap_or_default(),
        }
    }

    /// Whether forms of one word may begin with different letters, as where prefixes and elided articles are
    /// taken off.
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

    /// Its position among all languages.
    pub(super) fn number(self) -> usize {
        ALL.iter().position(|(language, ..)| *language == self).unwrap_or_default()
    }

    fn entry(self) -> Option<&'static (Language, &'static str, Option<Algorithm>)> {
        ALL.iter().find(|(language, ..)| *language == self)
    }
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
    /// The beginning of what was given. O(1).
    pub fn given(&self) -> &str {
        &self.given
    }
}

fn known() -> String {
    ALL.iter().map(|&(_, code, _)| code).collect::<Vec<_>>().join(", ")
}

impl FromStr for Language {
    type Err = LanguageError;

    /// A code of ISO 639-1, which a region may follow (`de-CH`, by BCP 47), or the name in English. O(1).
    ///
    /// # Errors
    ///
    /// [`LanguageError`], for example for `tlh`, with the codes that are known.
    fn from_str(given: &str) -> Result<Language, LanguageError> {
        let first = given.trim().split(['-', '_']).next().unwrap_or_default();
        let is = |language: Language, code: &str| {
            code.eq_ignore_ascii_case(first) || format!("{language:?}").eq_ignore_ascii_case(first)
        };
        let found = ALL.iter().find(|&&(language, code, _)| is(language, code));
        found
            .map(|&(language, ..)| language)
            .ok_or_else(|| LanguageError { given: crate::util::excerpt(given) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_code_of_its_own_and_comes_back_from_it() {
        let mut codes: Vec<&str> = Language::all().map(Language::code).collect();
        for language in Language::all() {
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(format!("{language:?}").to_uppercase().parse(), Ok(language));
            assert_eq!(format!("{language}-XX").parse(), Ok(language));
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ALL.len());
        assert_eq!(ALL.len(), if cfg!(feature = "languages") { 36 } else { 2 });
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
