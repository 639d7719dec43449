//! Objects of an answer: which of their members belong to the answer, and which only accompany it.

use std::collections::BTreeSet;

use crate::analysis::draft::Draft;
use crate::analysis::fields::{excerpt, leaves};
use crate::analysis::keys;
use crate::analysis::keys::Part;
use crate::analysis::lenient::Json;
use crate::analysis::links::EXPECTED_LINK;
use crate::analysis::path::Path;
use crate::analysis::shape;
use crate::analysis::shape::{Object, holds_json, holds_part, is_link, is_schema};
use crate::analysis::thinking;
use crate::text::fold_label;

impl Draft {
    /// Reads an object that holds an answer, or part of one.
    pub(super) fn object(&mut self, members: &Object, path: &Path<'_>, is_listed: bool) {
        if is_schema(members) {
            return self.schema(members, path);
        }
        if is_link(members) {
            return self.link(members, path, None, None);
        }
        if shape::is_thought(members) {
            return self.omitted(&Json::Object(members.to_vec()), path, "it is the thinking of the model");
        }
        let is_answer = shape::is_answer(members, is_listed);
        if !is_answer && shape::is_item(members) && !shape::is_title(members) {
            let is_finding = !self.is_additions && shape::kind(members) != Some(Part::Concepts);
            return self.item_object(members, path, is_finding, None);
        }
        if !is_listed && shape::is_map(members) {
            return self.map(members, path, !self.is_additions);
        }
        if shape::is_record(members) {
            let reason = "no part of an answer has these members; expected an object with label and text";
            return self.notes.problem(path, reason, &excerpt(&Json::Object(members.to_vec())));
        }
        let is_list = |value: &Json| !matches!(value, Json::String(_)) || holds_json(value);
        let has = |is: &dyn Fn(&str) -> bool| {
            members.iter().any(|(key, value)| is(key) && is_list(value) && leaves(value) > 0)
        };
        let (has_list, has_wanted) = (has(&shape::is_list_name), has(&|key| self.is_wanted(key)));
        let inside = members.iter().filter(|(key, value)| !shape::is_list_name(key) && holds_part(value));
        let has_main = has_list || inside.clone().any(|(key, _)| keys::is_wrapper(key));
        let has_answer = has_main || inside.count() > 0;
        let is_item = |item: &Json| matches!(item, Json::Object(inside) if shape::is_complete_item(inside));
        for (key, value) in members {
            let path = path.key(key);
            let is_part = keys::part(key).is_some()
                || match value {
                    Json::Array(items) if has_list => !has_wanted && items.iter().any(is_item),
                    value => holds_part(value) && !is_replaced(key, has_main),
                };
            if is_part || !has_answer {
                self.member(key, value, &path);
            } else {
                self.beside(key, value, &path);
            }
        }
    }

    /// Reads a member that accompanies the answer. Complete parts in it are taken as concepts and
    /// relationships.
    pub(super) fn beside(&mut self, key: &str, value: &Json, path: &Path<'_>) {
        // A brace or a bracket too many tore them out of a list.
        let is_torn = self.is_mended && matches!(keys::plain(key).as_str(), "label" | "text");
        if let (true, Json::String(text)) = (is_torn, value) {
            return self.notes.problem(path, "outside of the lists; expected it in one of them", text);
        }
        let Json::Array(items) = value else {
            return self.omitted(value, path, "it is not a part of the answer");
        };
        for (place, item) in items.iter().enumerate() {
            let path = path.place(place);
            match item {
                Json::Object(members) if !is_replaced(key, true) && is_link(members) => {
                    self.link(members, &path, None, None);
                }
                Json::Object(members) if !is_replaced(key, true) && shape::is_complete_item(members) => {
                    self.item_object(members, &path, false, None);
                }
                Json::Object(members) if members.len() > 2 => {
                    let texts = members.iter().filter_map(|(_, value)| match value {
                        Json::String(text) => Some(text.clone()),
                        _ => None,
                    });
                    self.strays.push((path.to_string(), texts.collect(), leaves(item)));
                }
                _ => self.omitted(item, &path, "it is not a part of the answer"),
            }
        }
    }

    /// If an answer has no relationships, but other lists name its concepts, takes these lists as its
    /// relationships.
    pub(super) fn look_at_strays(&mut self) {
        let items = self.findings.iter().chain(&self.concepts);
        let labels: BTreeSet<String> = items.map(|item| fold_label(&item.label)).collect();
        for (path, texts, count) in std::mem::take(&mut self.strays) {
            let said = texts.join(" ");
            if self.links.is_empty() && texts.iter().any(|text| labels.contains(&fold_label(text))) {
                self.notes.problem(path, EXPECTED_LINK, &said);
            } else {
                let message = format!(
                    "left out because it is not a part of the answer: {}",
                    crate::util::excerpt(&said)
                );
                self.notes.omitted(path, message, count);
            }
        }
    }
}

/// Whether a member's name shows that other parts replaced it.
fn is_replaced(name: &str, has_others: bool) -> bool {
    let plain = keys::plain(name);
    let words = ["draft", "reject", "discard", "exclud", "omit", "alternativ"];
    has_others
        && !keys::is_wrapper(name)
        && (words.iter().any(|word| plain.contains(word)) || thinking::is_thinking(&plain))
}
