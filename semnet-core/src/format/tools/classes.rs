//! Classes that nodes name by a number, where the file lists what they are called: the categories of ECharts
//! by their places, the clusters of VOSviewer and the groups of others by their numbers.

use std::collections::{HashMap, HashSet};

use crate::format::tools::graph::Graph;
use crate::format::tools::strings::Number;
use crate::format::tools::tree::{Fields, Json};

/// What a node's class is called, and what the list of the classes is.
const CLASSES: [(&str, &str); 5] = [
    ("category", "categories"),
    ("cluster", "clusters"),
    ("community", "communities"),
    ("group", "groups"),
    ("modularity_class", "modularity_classes"),
];

/// The list whose places are numbers.
const BY_PLACE: &str = "categories";

/// What a class has its number and its name in.
const NUMBERS: [&str; 3] = ["id", "key", "number"];
const NAMES: [&str; 3] = ["name", "label", "title"];

/// The classes of a list.
#[derive(Default)]
struct Classes {
    /// By number.
    names: HashMap<String, String>,
    /// How many other fields they have, such as a colour.
    others: usize,
}

impl Classes {
    /// The classes in a list, or in an object that has their numbers as names. O(length).
    fn of(value: &Json<'_>, property: &str, is_by_place: bool) -> Classes {
        let mut classes = Classes::default();
        match value {
            Json::List(list) => {
                for (place, class) in list.iter().enumerate() {
                    classes.add(class, is_by_place.then(|| place.to_string()), property);
                }
            }
            Json::Object(Fields(fields)) => {
                for (number, class) in fields {
                    classes.add(class, Some(number.to_string()), property);
                }
            }
            _ => {}
        }
        classes
    }

    /// Adds a class: a name, or an object with one. The number in the object comes before the one around it.
    fn add(&mut self, class: &Json<'_>, place: Option<String>, property: &str) {
        let fields = match (class, &place) {
            (Json::String(name), Some(number)) => {
                self.names.insert(number.clone(), name.to_string());
                return;
            }
            (Json::Object(fields), _) => fields,
            _ => return,
        };
        let first = |names: &[&str]| {
            let value = names.iter().find_map(|name| fields.get(name))?;
            let is_plain = !matches!(value, Json::List(_) | Json::Object(_));
            is_plain.then(|| value.clone().into_text().into_owned())
        };
        let own = first(&NUMBERS).or_else(|| first(&[property])).map(whole);
        let Some(name) = first(&NAMES) else { return };
        self.others += fields.0.len().saturating_sub(1 + usize::from(own.is_some()));
        // Where a class is called by a word, its place is a number still.
        let place = place.filter(|_| own.as_deref().is_none_or(|own| own.parse::<u64>().is_err()));
        for number in own.into_iter().chain(place) {
            self.names.insert(number, name.clone());
        }
    }
}

/// A whole number without the fraction that some tools write.
fn whole(number: String) -> String {
    number.strip_suffix(".0").map(str::to_owned).unwrap_or(number)
}

impl Graph {
    /// Gives nodes the names of their classes, and takes the lists of these out of the fields at the top. A
    /// number that is not in the list stays, and is counted. O(properties + length).
    pub(super) fn name_classes(&mut self, top: &mut Fields<'_>) {
        for (property, list) in CLASSES {
            let Some(value) = top.get(list) else { continue };
            let Classes { names, others } = Classes::of(value, property, list == BY_PLACE);
            let Some(number) = self.strings.find(property).filter(|_| !names.is_empty()) else { continue };
            let mut values: HashMap<Number, usize> = HashMap::new();
            for at in 0..self.nodes.len() {
                for &(name, value) in self.node_values(at) {
                    if name == number {
                        *values.entry(value).or_default() += 1;
                    }
                }
            }
            let (mut found, mut used) = (HashMap::new(), HashSet::new());
            let mut unknown = 0;
            let known: HashSet<&str> = names.values().map(String::as_str).collect();
            for (value, count) in values {
                let text = self.strings.get(value);
                match names.get(&whole(text.to_owned())) {
                    // In some files a node has the name itself.
                    _ if known.contains(text) => {
                        used.insert(text.to_owned());
                    }
                    Some(name) => {
                        used.insert(name.clone());
                        found.insert(value, self.strings.insert(name));
                    }
                    None => unknown += if text.parse::<f64>().is_ok() { count } else { 0 },
                }
            }
            if used.is_empty() {
                continue;
            }
            self.replace_node_values(number, &found);
            top.take(list);
            self.skipped.add(&format!("{property} without a name"), unknown);
            self.skipped.add(&format!("{property} without a node"), known.len().saturating_sub(used.len()));
            self.skipped.add(&format!("{property} field"), others);
        }
    }
}
