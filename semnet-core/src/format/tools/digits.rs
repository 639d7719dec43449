//! Numbers of JSON with all their digits. serde_json makes an `f64` of a number that has a fraction or is
//! large. Its own ways to keep the digits change its behaviour for every other crate of a program, or read
//! everything twice. Here the bytes that it reads are searched for such numbers, and each is used when
//! serde_json reaches it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};

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

/// A number of more digits than this is kept as its value.
const LONGEST: usize = 4_096;

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
                if self.number.len() < LONGEST {
                    self.number.push(char::from(byte));
                }
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

/// Returns the digits of a number when serde_json reaches it.
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
        number.filter(|number| number.parse() == Ok(value))
    }
}

/// A reader that records the numbers.
pub(super) struct Noting<'d, 't, R> {
    inner: R,
    scanner: Scanner,
    digits: &'d Digits<'t>,
}

impl<'d, 't, R: Read> Noting<'d, 't, R> {
    pub(super) fn new(inner: R, digits: &'d Digits<'t>) -> Noting<'d, 't, R> {
        Noting { inner, scanner: Scanner::default(), digits }
    }
}

impl<R: Read> Read for Noting<'_, '_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        if let Digits::Seen(seen) = self.digits {
            let mut seen = seen.borrow_mut();
            for &byte in items(into, ..count) {
                seen.extend(self.scanner.push(byte));
            }
            if count == 0 {
                seen.extend(self.scanner.end());
            }
        }
        Ok(count)
    }
}
