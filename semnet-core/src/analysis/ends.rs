//! Resolves the ends of relationships to concepts: by labels, ids or positions in the answer, or to the
//! question.

use crate::analysis::content::Content;
use crate::analysis::keys;
use crate::text::fold_label;

impl Content {
    /// The label that an end refers to, or the end itself; `None` for an unknown id.
    pub(super) fn end_label(&self, end: &str) -> Option<String> {
        if end.is_empty() || self.find(end).is_some() {
            return Some(end.to_owned());
        }
        let known = |label: &str| self.find(label).map(|_| label.to_owned());
        let mut id = end;
        // A numbered label that an id stands for.
        for _ in 0..2 {
            let Some(label) = self.names.ids.get(&fold_label(id)) else { break };
            if let Some(label) = known(label) {
                return Some(label);
            }
            id = label;
        }
        let path = format!("$.{}", end.trim_start_matches("$.").trim_end_matches(".label"));
        let prefixed = end.split_once(['/', ':']).filter(|(kind, _)| keys::part(kind).is_some());
        let named = self
            .names
            .paths
            .get(&path)
            .or_else(|| self.names.at(end))
            .and_then(|label| known(label))
            .or_else(|| known(prefixed?.1.trim()))
            .or_else(|| known(end.strip_prefix("The ").or_else(|| end.strip_prefix("the "))?))
            .or_else(|| self.means_question(end).then(|| self.question.clone()))
            .or_else(|| self.spelled_apart(end));
        named.or_else(|| (!self.names.is_place(end)).then(|| end.to_owned()))
    }

    fn means_question(&self, end: &str) -> bool {
        let bare = |text: &str| fold_label(text.trim_end_matches(['?', '？', '.', '!', ' ']));
        matches!(keys::plain(end).as_str(), "question" | "thequestion") || bare(end) == bare(&self.question)
    }

    /// The only label that differs just in the characters between its words: `waggle_dance`.
    fn spelled_apart(&self, end: &str) -> Option<String> {
        let joined = |label: &str| fold_label(label).replace([' ', '_', '-', '‑'], "");
        let same = joined(end);
        let mut labels = self.concepts.iter().map(|known| &known.label).filter(|label| joined(label) == same);
        let label = labels.next()?;
        labels.next().is_none().then(|| label.clone())
    }
}
