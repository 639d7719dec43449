//! Numbers of JSON with all their digits. serde_json makes an `f64` of whatever has a fraction or is large,
//! and refuses what no `f64` holds; its own ways to keep the digits change what it does for every other crate
//! of a program, or read everything twice. Here the bytes that it reads are looked through for such numbers,
//! and each is taken when serde_json comes to it. A number that it would refuse is a zero of the same length
//! for it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use crate::util::items;

/// Finds the numbers that serde_json would make an `f64` of.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    state: State,
    number: String,
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum State {
    #[default]
    Between,
    String,
    Escape,
    Number,
}

impl Scanner {
    /// Takes a byte, and returns the number that ends before it.
    fn push(&mut self, byte: u8) -> Option<String> {
        let is_number = matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let mut ended = None;
        self.state = match self.state {
            State::Escape => State::String,
            State::String => match byte {
                b'"' => State::Between,
                b'\\' => State::Escape,
                _ => State::String,
            },
            State::Number if is_number => {
                self.number.push(char::from(byte));
                State::Number
            }
            State::Between if matches!(byte, b'0'..=b'9' | b'-') => {
                self.number.push(char::from(byte));
                State::Number
            }
            state => {
                if state == State::Number {
                    ended = self.end();
                }
                if byte == b'"' { State::String } else { State::Between }
            }
        };
        ended
    }

    fn end(&mut self) -> Option<String> {
        let number = std::mem::take(&mut self.number);
        is_float(&number).then_some(number)
    }
}

fn is_float(number: &str) -> bool {
    if number.starts_with('-') {
        number.parse::<i64>().is_err() || number == "-0"
    } else {
        number.parse::<u64>().is_err()
    }
}

/// From here on serde_json may take a number for one that no `f64` holds: it rounds a little differently.
const LARGE: f64 = 1e308;

/// Whether a number of JSON is larger than an `f64`, or nearly so. O(length).
fn is_large(number: &str) -> bool {
    number.parse::<f64>().is_ok_and(|value| value.abs() >= LARGE) && is_number(number)
}

/// Whether a text is a number by the rules of JSON. O(length).
fn is_number(text: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    are_digits(whole)
        && are_digits(fraction)
        && are_digits(exponent)
        && (whole == "0" || !whole.starts_with('0'))
}

/// A whole number has at least as many digits if it is large and has an exponent of at most two.
const LONG: usize = 200;

/// Whether a text has a number that serde_json may refuse, because no `f64` is as large. O(length), and
/// little of it where nothing looks like one.
pub(super) fn has_large(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_exponent = |at: usize| {
        let digits = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'+'));
        at.checked_sub(1).is_some_and(is_digit) && (digits..digits + 3).all(is_digit)
    };
    let is_long = |at: usize| {
        let before = (0..at).rev().take(LONG).take_while(|at| is_digit(*at)).count();
        before + (at..).take(LONG).take_while(|at| is_digit(*at)).count() >= LONG
    };
    let may_have = memchr::memchr2_iter(b'e', b'E', bytes).any(is_exponent)
        || (0..bytes.len()).step_by(LONG).any(is_long);
    let mut scanner = Scanner::default();
    may_have
        && (bytes.iter().any(|byte| scanner.push(*byte).is_some_and(|number| is_large(&number)))
            || scanner.end().is_some_and(|number| is_large(&number)))
}

/// A text of JSON that serde_json reads where its numbers do not matter: those that it would refuse are zero.
/// O(length).
pub(super) fn with_small_numbers(text: &str) -> Cow<'_, str> {
    if !has_large(text) {
        return text.into();
    }
    let (digits, mut small) = (Digits::of_reader(), String::with_capacity(text.len()));
    // Reading from memory does not fail.
    match Noting::new(text.as_bytes(), &digits).read_to_string(&mut small) {
        Ok(_) => small.into(),
        Err(_) => text.into(),
    }
}

/// Gives the digits of a number that serde_json has come to.
pub(super) type Exact<'d> = &'d dyn Fn(f64) -> Option<String>;

/// The source of the digits of a file.
pub(super) enum Digits<'t> {
    /// A text, and how much of it was searched.
    Text(RefCell<(Scanner, &'t [u8])>),
    /// The numbers that a reader has found.
    Seen(RefCell<VecDeque<String>>),
}

impl<'t> Digits<'t> {
    pub(super) fn of_text(text: &'t str) -> Digits<'t> {
        Digits::Text(RefCell::new((Scanner::default(), text.as_bytes())))
    }

    pub(super) fn of_reader() -> Digits<'t> {
        Digits::Seen(RefCell::new(VecDeque::new()))
    }

    /// The digits of the number that serde_json has reached; `None` if they are not known, which would be an
    /// error here.
    pub(super) fn of(&self, value: f64) -> Option<String> {
        let number = match self {
            Digits::Text(text) => {
                let (scanner, rest) = &mut *text.borrow_mut();
                let mut found = None;
                while let (None, Some((&byte, after))) = (&found, rest.split_first()) {
                    found = scanner.push(byte);
                    *rest = after;
                }
                found.or_else(|| scanner.end())
            }
            Digits::Seen(seen) => seen.borrow_mut().pop_front(),
        };
        number.filter(|number| number.parse() == Ok(value) || (value == 0.0 && is_large(number)))
    }
}

/// A reader whose numbers are noted, and small.
pub(super) struct Noting<'d, 't, R> {
    inner: R,
    scanner: Scanner,
    digits: &'d Digits<'t>,
    /// Bytes that were taken from the reader, and how many of them were given on: a number, and what follows.
    held: Vec<u8>,
    given: usize,
}

impl<'d, 't, R: BufRead> Noting<'d, 't, R> {
    pub(super) fn new(inner: R, digits: &'d Digits<'t>) -> Noting<'d, 't, R> {
        Noting { inner, scanner: Scanner::default(), digits, held: Vec::new(), given: 0 }
    }

    /// Takes the next byte from the reader, or the next number and the byte after it.
    fn hold(&mut self) -> io::Result<()> {
        self.held.clear();
        self.given = 0;
        loop {
            let byte = self.inner.fill_buf()?.first().copied();
            self.inner.consume(usize::from(byte.is_some()));
            let number = match byte {
                Some(byte) => self.scanner.push(byte),
                None => self.scanner.end(),
            };
            if let Some(number) = number {
                self.note(number);
            }
            self.held.extend(byte);
            if byte.is_none() || self.scanner.state != State::Number {
                return Ok(());
            }
        }
    }

    /// Notes a number, which is what is held.
    fn note(&mut self, number: String) {
        if is_large(&number) {
            // It has at least five characters: `1e308`.
            let zero = format!("{}0.", if number.starts_with('-') { "-" } else { "" });
            for (place, byte) in self.held.iter_mut().enumerate() {
                *byte = zero.as_bytes().get(place).copied().unwrap_or(b'0');
            }
        }
        if let Digits::Seen(seen) = self.digits {
            seen.borrow_mut().push_back(number);
        }
    }
}

impl<R: BufRead> Read for Noting<'_, '_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.held.len() && !into.is_empty() {
            self.hold()?;
        }
        let read = items(&self.held, self.given..).read(into)?;
        self.given += read;
        Ok(read)
    }
}
