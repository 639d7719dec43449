//! Thematic connections in pictures: they keep clear of the question.

use semnet_core::picture::PictureOptions;
use semnet_core::{Network, NetworkBuilder};

const WORDS: [&str; 20] = [
    "river", "mill", "bread", "tide", "harbour", "coal", "steam", "oyster", "net", "salt", "ledger",
    "miller", "boat", "grain", "flour", "night", "baker", "dredge", "silt", "wheel",
];

/// Numbers that are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }
}

/// A report whose findings share many words, and some concepts.
fn report(random: &mut Random) -> Network {
    let question = format!(
        "How did the {} change what people thought of the {} when the {} came back?",
        random.words(2),
        random.words(1),
        random.words(1)
    );
    let mut builder = NetworkBuilder::new(&question);
    let findings: Vec<String> =
        (0..3 + random.below(5)).map(|at| format!("{} {at}", random.words(2))).collect();
    for label in &findings {
        builder.finding(label, &format!("{}.", random.words(10)));
    }
    for at in 0..random.below(4) {
        let label = format!("{} of old {at}", random.words(1));
        builder.concept(&label, &format!("{}.", random.words(8)));
        let from = if at == 0 { question.as_str() } else { findings[random.below(findings.len())].as_str() };
        builder.relationship((from, random.words(2).as_str(), label.as_str()));
    }
    builder.build().unwrap()
}

/// The dotted curves of an SVG, each by its start, the point that pulls it, and its end.
fn dotted(svg: &str) -> Vec<[(f64, f64); 3]> {
    let paths = svg.split("<path ").filter(|path| path.contains("stroke-dasharray=\"1 6\""));
    let curve = |path: &str| {
        let way = path.split('"').nth(1).unwrap().trim_start_matches('M').replace('Q', " ");
        let numbers: Vec<f64> = way.split(' ').map(|number| number.parse().unwrap()).collect();
        [(numbers[0], numbers[1]), (numbers[2], numbers[3]), (numbers[4], numbers[5])]
    };
    paths.map(curve).collect()
}

#[test]
fn thematic_connections_keep_clear_of_the_question() {
    let mut random = Random(7);
    let (mut count, mut under) = (0, Vec::new());
    for number in 0..40 {
        let network = report(&mut random);
        for is_tall in [false, true] {
            let mut picture = network.picture(&PictureOptions::default().tall(is_tall));
            picture.settle();
            let (width, height) = picture.cards()[0].size();
            for [start, control, end] in dotted(&picture.to_svg()) {
                count += 1;
                let is_inside = |sample: i32| {
                    let share = f64::from(sample) / 50.0;
                    let mixed = |a: f64, b: f64, c: f64| {
                        (1.0 - share).powi(2) * a + 2.0 * (1.0 - share) * share * b + share.powi(2) * c
                    };
                    mixed(start.0, control.0, end.0).abs() < width / 2.0 - 1.0
                        && mixed(start.1, control.1, end.1).abs() < height / 2.0 - 1.0
                };
                if (0..=50).any(is_inside) {
                    under.push((number, is_tall));
                }
            }
        }
    }
    assert!(count > 200, "{count} connections");
    // Where cards are close around a wide question, a few find no way around it.
    assert!(under.len() * 30 <= count, "{} of {count}: {under:?}", under.len());
}
