//! Tags of languages (BCP 47), as they are usually written: `en`, `en-GB`, `zh-Hant`.

/// The tag in the usual letter case. RDF ignores letter case in tags, and some libraries return only small
/// letters.
pub(super) fn usual_tag(tag: &str) -> String {
    let mut usual = String::with_capacity(tag.len());
    let mut is_private = false;
    for (place, part) in tag.split('-').enumerate() {
        if place > 0 {
            usual.push('-');
        }
        let is_word = place > 0 && !is_private && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        match part.len() {
            2 if is_word => usual.push_str(&part.to_ascii_uppercase()),
            4 if is_word => {
                let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
                usual.push_str(&first.to_ascii_uppercase());
                usual.push_str(&rest.to_ascii_lowercase());
            }
            _ => usual.push_str(&part.to_ascii_lowercase()),
        }
        // A single letter begins an extension.
        is_private |= part.len() == 1;
    }
    usual
}

/// Whether this is a tag in the usual form: a language of two or three letters, and parts of up to eight.
pub(super) fn is_usual_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_language =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_part =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.next().is_some_and(is_language) && parts.all(is_part) && usual_tag(tag) == tag
}
