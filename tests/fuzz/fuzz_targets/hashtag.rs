//! Text that is read as a hashtag, a fingerprint or the beginning of one is written again as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semnet_core::{Fingerprint, FingerprintPrefix, Hashtag, HashtagError};

fuzz_target!(|text: &str| {
    match text.parse::<Hashtag>() {
        Ok(hashtag) => {
            assert_eq!(hashtag.to_string(), text);
            assert_eq!(Hashtag::new(hashtag.number()), hashtag);
        }
        Err(HashtagError::Character { character, index }) => assert_eq!(text.chars().nth(index), Some(character)),
        Err(HashtagError::Length { found }) => assert!(found == text.len() && found != 11),
        Err(_) => assert!(text.len() == 11 && text > "LygHa16AHYF"),
    }
    if let Ok(fingerprint) = text.parse::<Fingerprint>() {
        assert_eq!(fingerprint.to_string(), text);
    }
    if let Ok(prefix) = text.parse::<FingerprintPrefix>() {
        assert!(prefix.range().start().to_string().starts_with(text));
        assert!(prefix.range().end().to_string().starts_with(text));
    }
});
