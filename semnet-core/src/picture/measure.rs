//! The width of text, from a table of the widths of characters: the same on every machine, without a font.

use unicode_segmentation::UnicodeSegmentation;

/// The family and weight of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Family {
    Sans,
    Serif,
}

/// How a text is set: its family, its size, and the room that it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Face {
    pub(crate) family: Family,
    pub(crate) weight: u16,
    pub(crate) size: f64,
    pub(crate) width: f64,
    pub(crate) rows: usize,
    /// Left and right of the text, and above and below it.
    pub(crate) padding: (f64, f64),
}

impl Face {
    pub(crate) fn row_height(&self) -> f64 {
        libm::round(self.size * 1.3)
    }
}

/// A text in rows, and the size of the box around them.
#[derive(Clone, Debug)]
pub(crate) struct Wrapped {
    pub(crate) rows: Vec<String>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Breaks a text into rows. If it does not fit, its middle is left out, so two texts with the same beginning
/// look different.
pub(crate) fn wrap(text: &str, face: &Face) -> Wrapped {
    let mut rows = rows_of(text, face);
    if rows.len() > face.rows {
        let graphemes: Vec<&str> = text.graphemes(true).collect();
        // A row has room for at most this many of the narrowest letters, so no more are kept.
        let most = (face.rows as f64 * face.width / (face.size * 0.25)) as usize;
        let (mut fits, mut too_many) = (0, graphemes.len().min(most));
        while fits + 1 < too_many {
            let middle = fits + (too_many - fits) / 2;
            if rows_of(&shortened(&graphemes, middle), face).len() <= face.rows {
                fits = middle;
            } else {
                too_many = middle;
            }
        }
        rows = rows_of(&shortened(&graphemes, fits), face);
        rows.truncate(face.rows);
    }
    let widest = rows.iter().map(|row| width_of(row, face)).fold(0.0, f64::max);
    let (x, y) = face.padding;
    Wrapped {
        width: libm::ceil(widest / 4.0) * 4.0 + 2.0 * x,
        height: rows.len() as f64 * face.row_height() + 2.0 * y,
        rows,
    }
}

/// This many of the letters, from both ends, with an ellipsis between.
fn shortened(graphemes: &[&str], kept: usize) -> String {
    let tail = kept / 3;
    let head = graphemes[..kept - tail].concat();
    let end = graphemes[graphemes.len() - tail..].concat();
    format!("{}…{}", head.trim_end(), end.trim_start())
}

fn rows_of(text: &str, face: &Face) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut width = 0.0;
    for word in text.split_word_bounds() {
        let wide = width_of(word, face);
        if wide > face.width {
            // A word that is wider than a row, in parts.
            for letter in word.graphemes(true) {
                let wide = width_of(letter, face);
                if width + wide > face.width && !row.trim().is_empty() {
                    rows.push(row.trim().to_owned());
                    (row, width) = (String::new(), 0.0);
                }
                row.push_str(letter);
                width += wide;
            }
            continue;
        }
        // A closing mark stays with the word before it.
        let opens = |one: char| "([{“‘«„¿¡".contains(one);
        let is_mark = word.chars().all(|one| !one.is_alphanumeric() && !one.is_whitespace() && !opens(one));
        if width + wide > face.width && !row.trim().is_empty() && !word.trim().is_empty() && !is_mark {
            rows.push(row.trim().to_owned());
            (row, width) = (String::new(), 0.0);
        }
        if !(row.is_empty() && word.trim().is_empty()) {
            row.push_str(word);
            width += wide;
        }
    }
    if !row.trim().is_empty() {
        rows.push(row.trim().to_owned());
    }
    rows
}

pub(crate) fn width_of(text: &str, face: &Face) -> f64 {
    let table = match face.family {
        Family::Sans => &SANS,
        Family::Serif => &SERIF,
    };
    let units: u32 = text.chars().map(|letter| units(letter, table)).sum();
    f64::from(units) * face.size / 200.0
}

/// In 200ths of the size. For characters that are not in the tables, the width is that of the widest fonts.
fn units(letter: char, table: &[u8; 352]) -> u32 {
    let code = letter as u32;
    match code {
        0x20..0x180 => u32::from(table[code as usize - 0x20]),
        0x300..0x370
        | 0x483..0x48A
        | 0x591..0x5BE
        | 0x64B..0x660
        | 0x200B..0x2010
        | 0x2060..0x2070
        | 0xFE00..0xFE10 => 0,
        0x590..0x900 => 120,
        0x900..0x1100 => 150,
        0x1100..0x1200
        | 0x2E80..0xA4D0
        | 0xAC00..0xD7A4
        | 0xF900..0xFB00
        | 0xFE30..0xFE70
        | 0xFF00..0xFF61 => 210,
        0x1F000.. => 250,
        _ => 150,
    }
}

/// From U+0020: the widths of Inter at weight 600, or 86 % of DejaVu Sans Bold if that is more, so text fits
/// with either.
#[rustfmt::skip]
const SANS: [u8; 352] = [
    60, 79, 105, 144, 130, 201, 150, 65, 79, 79, 108, 144, 66, 93, 66, 76, 132, 120, 125, 128, 134, 123,
    128, 120, 128, 128, 69, 69, 144, 144, 144, 109, 200, 146, 132, 148, 145, 121, 118, 150, 149, 64, 116, 141,
    113, 185, 152, 154, 129, 155, 133, 130, 132, 147, 146, 204, 144, 143, 131, 79, 76, 79, 144, 94, 86, 116,
    125, 117, 125, 119, 78, 125, 123, 59, 59, 115, 59, 180, 123, 122, 125, 125, 85, 110, 83, 123, 118, 168,
    114, 118, 113, 123, 72, 123, 144, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 79, 120, 126,
    150, 120, 63, 114, 123, 183, 97, 127, 144, 0, 172, 91, 92, 144, 91, 93, 86, 127, 120, 66, 86, 76,
    98, 127, 179, 179, 182, 109, 146, 146, 146, 146, 146, 146, 203, 148, 121, 121, 121, 121, 64, 64, 64, 64,
    151, 152, 154, 154, 154, 154, 154, 144, 154, 147, 147, 147, 147, 143, 132, 129, 116, 116, 116, 116, 116, 116,
    183, 117, 119, 119, 119, 119, 59, 59, 59, 59, 119, 123, 122, 122, 122, 122, 122, 144, 122, 123, 123, 123,
    123, 118, 125, 118, 146, 116, 146, 116, 146, 116, 148, 117, 148, 117, 148, 117, 148, 117, 145, 148, 151, 125,
    121, 119, 121, 119, 121, 119, 121, 119, 121, 119, 150, 125, 150, 125, 150, 125, 150, 125, 149, 123, 168, 136,
    64, 59, 64, 59, 64, 59, 64, 59, 64, 59, 172, 118, 116, 59, 141, 115, 115, 113, 59, 113, 59, 113,
    83, 115, 96, 121, 64, 152, 123, 152, 123, 152, 123, 169, 152, 123, 154, 122, 154, 122, 154, 122, 203, 199,
    133, 85, 133, 85, 133, 85, 130, 110, 130, 110, 130, 110, 130, 110, 132, 83, 132, 84, 132, 83, 147, 123,
    147, 123, 147, 123, 147, 123, 147, 123, 147, 123, 204, 168, 143, 118, 143, 131, 113, 131, 113, 131, 113, 75,
];
/// The same of Source Serif 4 and DejaVu Serif Bold.
#[rustfmt::skip]
const SERIF: [u8; 352] = [
    60, 76, 90, 144, 120, 190, 156, 53, 82, 82, 92, 144, 62, 72, 62, 73, 120, 120, 120, 120, 120, 120,
    120, 120, 120, 120, 64, 64, 144, 144, 144, 101, 174, 143, 146, 137, 150, 132, 122, 147, 163, 81, 82, 150,
    123, 191, 158, 150, 130, 150, 143, 125, 130, 152, 141, 204, 136, 134, 126, 82, 73, 82, 144, 106, 86, 112,
    126, 106, 125, 110, 75, 121, 130, 67, 63, 123, 68, 193, 131, 118, 127, 123, 95, 97, 80, 128, 117, 170,
    117, 119, 100, 111, 63, 111, 144, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 76, 120, 120,
    110, 120, 63, 103, 86, 172, 84, 115, 144, 0, 172, 86, 86, 144, 78, 78, 86, 126, 125, 62, 86, 78,
    86, 115, 184, 190, 184, 101, 143, 143, 143, 143, 143, 143, 189, 137, 132, 132, 132, 132, 81, 81, 81, 81,
    151, 158, 150, 150, 150, 150, 150, 144, 150, 152, 152, 152, 152, 134, 131, 131, 112, 112, 112, 112, 112, 112,
    168, 106, 110, 110, 110, 110, 67, 67, 67, 67, 116, 131, 118, 118, 118, 118, 118, 144, 118, 128, 128, 128,
    128, 119, 125, 119, 143, 112, 143, 112, 143, 112, 137, 106, 137, 106, 137, 106, 137, 106, 150, 127, 151, 125,
    132, 110, 132, 110, 132, 110, 132, 110, 132, 110, 147, 121, 147, 121, 147, 121, 147, 121, 163, 130, 163, 130,
    81, 67, 81, 67, 81, 66, 81, 67, 81, 67, 162, 129, 82, 63, 150, 123, 123, 123, 68, 123, 68, 123,
    68, 123, 74, 123, 68, 158, 131, 158, 131, 158, 131, 174, 152, 131, 150, 118, 150, 118, 150, 118, 203, 182,
    143, 95, 143, 95, 143, 95, 125, 97, 125, 97, 125, 97, 125, 97, 130, 80, 130, 80, 128, 87, 152, 128,
    152, 128, 152, 128, 152, 128, 152, 128, 152, 128, 204, 170, 134, 119, 134, 126, 100, 126, 100, 126, 100, 74,
];
