//! Short answers: numbers in one place of the module's memory, which `js/scratch.ts` reads before it calls
//! again. To pass a list, copy it and free its memory costs more than most look-ups do.

use std::cell::Cell;

use semnet_core::{Concept, Relationship};
use wasm_bindgen::prelude::*;

use crate::packed;

/// How many numbers there is room for; `js/scratch.ts` has the same.
pub(crate) const MOST: usize = 1280;

thread_local! {
    static NUMBERS: Cell<Vec<u32>> = const { Cell::new(Vec::new()) };
}

/// Relationships, as `packed` has them. How many numbers they are is all that crosses.
pub(crate) fn relationships<'a>(relationships: impl Iterator<Item = Relationship<'a>>) -> usize {
    put(|numbers| relationships.for_each(|relationship| packed::push(relationship, numbers)))
}

/// The numbers of concepts.
pub(crate) fn concepts<'a>(concepts: impl IntoIterator<Item = Concept<'a>>) -> usize {
    put(|numbers| numbers.extend(concepts.into_iter().map(|concept| concept.id().number())))
}

fn put(write: impl FnOnce(&mut Vec<u32>)) -> usize {
    let mut numbers = NUMBERS.take();
    numbers.clear();
    numbers.reserve(MOST);
    write(&mut numbers);
    let count = numbers.len();
    NUMBERS.set(numbers);
    count
}

/// The address of the numbers: always the same, except for longer answers.
#[wasm_bindgen(js_name = shortPlace)]
pub fn short_place() -> usize {
    let numbers = NUMBERS.take();
    let place = numbers.as_ptr().addr();
    NUMBERS.set(numbers);
    place
}

/// An answer that was longer, which is kept no longer.
#[wasm_bindgen(js_name = longAnswer)]
pub fn long_answer() -> Vec<u32> {
    NUMBERS.take()
}
