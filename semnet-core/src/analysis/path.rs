//! The path to a value in an answer, as JSONPath (RFC 9535): `$.relationships[3].passage`.

use std::fmt;

/// The path to a value in an answer.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Place(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    pub(super) fn key(&'a self, key: &'a str) -> Path<'a> {
        Path::Key(self, key)
    }

    pub(super) fn place(&'a self, place: usize) -> Path<'a> {
        Path::Place(self, place)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => f.write_str("$"),
            Path::Key(before, name) => write!(f, "{before}{}", key(name)),
            Path::Place(before, place) => write!(f, "{before}[{place}]"),
        }
    }
}

/// The step of a path to a member.
pub(super) fn key(name: &str) -> String {
    let is_plain = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if is_plain {
        return format!(".{name}");
    }
    let mut step = String::from("['");
    for character in name.chars() {
        match character {
            '\'' | '\\' => step.extend(['\\', character]),
            control if control.is_control() => step.extend(control.escape_unicode()),
            other => step.push(other),
        }
    }
    step.push_str("']");
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_rfc_9535_has_them() {
        let root = Path::Root;
        assert_eq!(root.key("relationships").to_string(), "$.relationships");
        let list = root.key("key findings");
        let third = list.place(2);
        assert_eq!(third.key("it's\n").to_string(), "$['key findings'][2]['it\\'s\\u{a}']");
    }
}
