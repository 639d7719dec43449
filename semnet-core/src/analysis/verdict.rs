//! Which passages of an answer occur in the sources.

use std::collections::BTreeMap;

use crate::analysis::notes::{Notes, beginning};
use crate::evidence::{Checked, Source, SourceError, Verdict, check_passages};
use crate::text;
use crate::util::excerpt;

/// The sources, prepared for checking.
#[derive(Clone, Debug)]
pub(super) struct Sources(Vec<Source>);

/// For each passage of an answer, the reason why it is refused, or `None`.
pub(super) type Verdicts = BTreeMap<String, Option<String>>;

/// How many differences of a passage are listed in a correction.
const MOST: usize = 5;

impl Sources {
    /// Prepares the sources. Names are kept by the analysis; here sources have numbers.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Sources, (usize, SourceError)> {
        let source = |(number, text)| Source::new("source", text).map_err(|error| (number, error));
        texts.enumerate().map(source).collect::<Result<_, _>>().map(Sources)
    }

    /// Checks passages against the sources, all together.
    pub(super) fn check<'a>(&self, passages: impl Iterator<Item = &'a str>) -> Verdicts {
        let passages: Vec<&str> = passages.filter(|passage| !passage.is_empty()).collect();
        let checked = check_passages(&passages, &self.0);
        let reasons = checked.iter().map(|checked| self.refusal(checked));
        passages.into_iter().map(str::to_owned).zip(reasons).collect()
    }

    /// Why a passage is refused. If a source has a similar place, the reason has the differences and the text
    /// there.
    fn refusal(&self, checked: &Checked) -> Option<String> {
        match checked.verdict {
            Verdict::Exact | Verdict::Adapted => None,
            Verdict::Missing => {
                Some("not in the sources; expected a passage copied word for word".to_owned())
            }
            Verdict::Altered => {
                let altering = || checked.differences.iter().filter(|difference| difference.alters);
                let mut differences: Vec<String> =
                    altering().take(MOST).map(|it| excerpt(&it.to_string())).collect();
                let more = altering().count().saturating_sub(MOST);
                if more > 0 {
                    differences.push(format!("and {more} more"));
                }
                let stands = checked.places.first().and_then(|place| {
                    let text = self.0.get(place.source)?.text();
                    Some(text::normalise_lossy(text.get(place.start_byte..place.end_byte)?))
                });
                let stands = stands.unwrap_or_default();
                Some(format!(
                    "altered ({}); expected a passage copied word for word, such as \"{}\"",
                    differences.join("; "),
                    beginning(&stands)
                ))
            }
        }
    }
}

/// Whether the passage of a relationship occurs in the sources, or there are no sources.
pub(super) fn is_evident(
    passage: &str,
    path: &str,
    verdicts: Option<&Verdicts>,
    (source, target): (&str, &str),
    shown: &dyn Fn() -> String,
    notes: &mut Notes,
) -> bool {
    let Some(verdicts) = verdicts else { return true };
    // A word or two occur everywhere. Scripts without spaces have their words in other characters.
    let is_short = passage.split_whitespace().count() < 3 && passage.chars().all(|c| c < '\u{e00}');
    let reason = match (passage, verdicts.get(passage)) {
        (passage, Some(None)) if !passage.is_empty() && is_short => {
            "too short; expected a sentence or two copied from the sources".to_owned()
        }
        (_, Some(None)) => return true,
        (_, Some(Some(reason))) => reason.clone(),
        _ => "missing; expected a passage copied from the sources".to_owned(),
    };
    notes.refused(format!("{path}.passage"), reason, &shown(), (source.to_owned(), target.to_owned()));
    false
}
