//! The formats of other tools.

use semnet_core::{Format, Network};

use crate::network::is_sound;

/// A text is a network in some format, or an error within it; and the network survives every format that holds all of it.
/// The first byte says the format.
pub fn format(bytes: &[u8]) {
    let Some((&first, text)) = bytes.split_first() else { return };
    let _ = Format::of_content(text);
    let format = Format::ALL[usize::from(first) % Format::ALL.len()];
    match Network::from_format_asking(format, text, "Why?") {
        Ok(network) => {
            is_sound(&network);
            for format in Format::ALL {
                let written = network.to_format(format);
                if format.is_lossless() {
                    assert!(written.left_out.is_nothing());
                    let again = Network::from_format(format, &written.text);
                    assert_eq!(again.as_ref(), Ok(&network), "{format}\n{}", written.text);
                }
            }
        }
        Err(error) => {
            let lines = 1 + text.iter().filter(|&&b| b == b'\n' || b == b'\r' || b == 0xe2).count();
            assert!(error.line().is_none_or(|line| (1..=lines).contains(&line)), "{error}");
            assert!(error.column().is_none_or(|column| (1..=text.len() + 1).contains(&column)), "{error}");
        }
    }
}
