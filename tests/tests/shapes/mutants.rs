//! Mutants of the recorded shapes of answers.

use crate::shapes::Shape;

/// This many mutants, the same ones each time.
pub(crate) fn mutants(shapes: &[Shape], count: usize) -> Vec<Shape> {
    // SplitMix64: small, and the same everywhere.
    let mut state = 17_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % below.max(1) as u64) as usize
    };
    let usable: Vec<&Shape> = shapes.iter().filter(|shape| !shape.answer.trim().is_empty()).collect();
    (0..count)
        .map(|number| {
            let mut mutant = usable[number % usable.len()].clone();
            let times = 1 + random(3);
            for _ in 0..times {
                let kind = random(12);
                mutant.answer = mutate(&mutant.answer, kind, &mut random);
                mutant.name.push_str(&format!(", mutated {kind}"));
            }
            mutant
        })
        .collect()
}

fn mutate(answer: &str, kind: usize, random: &mut impl FnMut(usize) -> usize) -> String {
    let characters: Vec<char> = answer.chars().collect();
    let at = random(characters.len());
    let from = |range: std::ops::Range<usize>| -> String { characters[range].iter().collect() };
    let (before, behind) = (from(0..at), from(at..characters.len()));
    match kind {
        // Cut off.
        0 => before,
        // A character gone, or doubled.
        1 => before + &behind.chars().skip(1).collect::<String>(),
        2 => before + &behind.chars().take(1).collect::<String>() + &behind,
        // A line end, a quotation mark or a comma where none belongs.
        3 => before + "\n" + &behind,
        4 => before + "\"" + &behind,
        5 => before + "," + &behind,
        // One structural character gone.
        6 => {
            let marks = ['{', '}', '[', ']', ',', ':', '"'];
            let places: Vec<usize> =
                (0..characters.len()).filter(|&at| marks.contains(&characters[at])).collect();
            match places.get(random(places.len())) {
                Some(&gone) => from(0..gone) + &from(gone + 1..characters.len()),
                None => answer.to_owned(),
            }
        }
        // In a fence, after thinking, among prose.
        7 => format!("Here you go:\n```json\n{answer}\n```\nAnything else?"),
        8 => format!("<think>Let me see. {{\"findings\": []}}</think>\n{answer}"),
        // Keys in another case, or under other names.
        9 => answer.replace("\"label\"", "\"Label\"").replace("\"findings\"", "\"Key_Findings\""),
        10 => answer
            .replace("\"text\"", "\"description\"")
            .replace("\"source\"", "\"from\"")
            .replace("\"target\"", "\"to\""),
        // Other quotation marks.
        _ => answer.replace('"', ["'", "”", "＂"][random(3)]),
    }
}
