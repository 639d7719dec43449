//! Hashtags: every number has one, and every text is one or is refused for the right reason.

use proptest::prelude::*;
use semnet_core::network::{FingerprintError, HashtagError};
use semnet_core::{Fingerprint, Hashtag};

/// A second, slow implementation of the digits, to compare with the crate's.
fn read_slowly(text: &str) -> Result<u64, HashtagError> {
    const DIGITS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut number = 0u128;
    for (index, character) in text.chars().enumerate() {
        let digit = DIGITS.find(character).ok_or(HashtagError::Character { character, index })?;
        number = (number * 62 + digit as u128).min(u128::from(u64::MAX) + 1);
    }
    match text.len() {
        11 => u64::try_from(number).map_err(|_| HashtagError::TooLarge),
        found => Err(HashtagError::Length { found }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    #[test]
    fn every_number_round_trips(number in any::<u64>()) {
        let hashtag = Hashtag::new(number);
        let text = hashtag.to_string();
        prop_assert_eq!(text.len(), 11);
        prop_assert_eq!(text.parse(), Ok(hashtag));
        prop_assert_eq!(hashtag.number(), number);
        prop_assert_eq!(read_slowly(&text), Ok(number));
    }

    #[test]
    fn small_and_large_numbers_round_trip(shift in 0..64u32, low in any::<u64>()) {
        for number in [low >> shift, !(low >> shift)] {
            prop_assert_eq!(Hashtag::new(number).to_string().parse(), Ok(Hashtag::new(number)));
        }
    }

    #[test]
    fn every_text_is_read_or_refused_for_the_right_reason(
        text in prop_oneof![
            "[0-9A-Za-z]{11}",
            "[0-9A-La-z]{1}[0-9A-Za-z]{10}",
            "[0-9A-Za-z]{0,14}",
            ".{0,14}",
            "L[x-z]gHa16AH[X-Z][E-G]",
        ],
    ) {
        match text.parse::<Hashtag>() {
            Ok(hashtag) => {
                prop_assert_eq!(Ok(hashtag.number()), read_slowly(&text));
                prop_assert_eq!(hashtag.to_string(), text);
            }
            Err(error) => prop_assert_eq!(Err(error), read_slowly(&text)),
        }
    }

    #[test]
    fn text_order_is_number_order(a in any::<u64>(), b in any::<u64>()) {
        let (a, b) = (Hashtag::new(a), Hashtag::new(b));
        prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        prop_assert_eq!(a.cmp(&b), a.number().cmp(&b.number()));
    }

    #[test]
    fn fingerprints_round_trip_in_order(a in any::<[u8; 32]>(), b in any::<[u8; 32]>()) {
        let (a, b) = (Fingerprint::from_bytes(a), Fingerprint::from_bytes(b));
        prop_assert_eq!(a.to_string().parse(), Ok(a));
        prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        prop_assert_eq!(&a.to_string()[..11], a.hashtag().to_string());
    }

    #[test]
    fn json_holds_the_text(number in any::<u64>(), bytes in any::<[u8; 32]>()) {
        let (hashtag, fingerprint) = (Hashtag::new(number), Fingerprint::from_bytes(bytes));
        let json = serde_json::to_string(&(hashtag, fingerprint)).unwrap();
        prop_assert_eq!(&json, &format!("[\"{hashtag}\",\"{fingerprint}\"]"));
        prop_assert_eq!(
            serde_json::from_str::<(Hashtag, Fingerprint)>(&json).unwrap(),
            (hashtag, fingerprint)
        );
    }

    #[test]
    fn binary_formats_hold_the_number(number in any::<u64>(), bytes in any::<[u8; 32]>()) {
        let value = (Hashtag::new(number), Fingerprint::from_bytes(bytes));
        let binary = postcard::to_allocvec(&value).unwrap();
        prop_assert_eq!(&binary, &postcard::to_allocvec(&(number, bytes)).unwrap());
        prop_assert_eq!(postcard::from_bytes::<(Hashtag, Fingerprint)>(&binary).unwrap(), value);
    }
}

#[test]
fn look_alikes_do_what_the_page_says() {
    let refused = |text: &str, character, index| {
        assert_eq!(text.parse::<Hashtag>(), Err(HashtagError::Character { character, index }), "{text:?}");
    };
    refused("０0000000000", '０', 0);
    refused("0000000000\0", '\0', 10);
    refused("0000000000e\u{301}", '\u{301}', 11);
    refused("00000-00000", '-', 5);
    refused(" 00000000000", ' ', 0);
    refused("00000000000\n", '\n', 11);
    refused("0000000000\u{430}", '\u{430}', 10);
    // O and 0, l, I and 1 are different digits: nothing is guessed here, only in a store's suggestions.
    let numbers = ["O0000000000", "00000000000"].map(|text| text.parse::<Hashtag>().map(Hashtag::number));
    assert_ne!(numbers[0], numbers[1]);
    assert_eq!("LygHa16AHYF".parse(), Ok(Hashtag::MAX));
    for text in ["LygHa16AHYG", "LygHa16AHZ0", "M0000000000", "information", "zzzzzzzzzzz"] {
        assert_eq!(text.parse::<Hashtag>(), Err(HashtagError::TooLarge), "{text}");
    }
    assert_eq!("".parse::<Hashtag>(), Err(HashtagError::Length { found: 0 }));
}

#[test]
fn a_hashtag_equals_its_own_text_alone() {
    let hashtag = Hashtag::MAX;
    for (text, same) in [("LygHa16AHYF", true), ("LygHa16AHYE", false), ("", false), ("LygHa16AHYF0", false)]
    {
        let owned = text.to_owned();
        assert_eq!(hashtag == *text, same, "{text}");
        assert_eq!(hashtag == text, same, "{text}");
        assert_eq!(hashtag == owned, same, "{text}");
        assert_eq!(*text == hashtag, same, "{text}");
        assert_eq!(text == hashtag, same, "{text}");
        assert_eq!(owned == hashtag, same, "{text}");
    }
    assert_eq!(format!("{hashtag:?}"), "Hashtag(LygHa16AHYF)");
    assert_eq!(u64::from(Hashtag::from(62)), 62);
    assert_eq!(Hashtag::try_from("00000000010"), Ok(Hashtag::new(62)));
    let error = serde_json::from_str::<Hashtag>("7").unwrap_err().to_string();
    assert!(error.contains("expected a hashtag of 11 characters"), "{error}");
}

#[test]
fn messages_say_what_is_wrong_and_what_would_be_right() {
    let message = |text: &str| text.parse::<Hashtag>().unwrap_err().to_string();
    assert_eq!(message("abc"), "a hashtag has 11 characters, not 3");
    assert_eq!(message("0000é000000"), "a hashtag is made of 0-9, A-Z and a-z; character 5 is 'é'");
    assert_eq!(message("zzzzzzzzzzz"), "this is past LygHa16AHYF, the largest hashtag");
    let long = "0".repeat(43) + "!";
    assert_eq!(long.parse::<Fingerprint>(), Err(FingerprintError::Character { character: '!', index: 43 }));
    let past = "0".repeat(11) + "M" + &"0".repeat(32);
    assert_eq!(past.parse::<Fingerprint>(), Err(FingerprintError::TooLarge { word: 1 }));
}
