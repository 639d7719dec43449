//! The beginnings of strings, for messages.

/// The beginning of a string, for a message.
pub(crate) fn excerpt(string: &str) -> String {
    const LONGEST: usize = 60;
    match string.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &string[..end]),
        None => string.into(),
    }
}

/// The beginnings of two strings, from shortly before where they begin to differ.
pub(crate) fn differing(a: &str, b: &str) -> (String, String) {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count().saturating_sub(20);
    let from = |string: &str| {
        let rest: String = string.chars().skip(same).collect();
        if same > 0 { format!("…{}", excerpt(&rest)) } else { excerpt(&rest) }
    };
    (from(a), from(b))
}
