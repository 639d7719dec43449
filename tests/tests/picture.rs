//! Pictures: the same network lies the same way everywhere, nothing lies on anything, and the SVG opens
//! again.

use proptest::prelude::*;
use semnet_core::picture::{CardKind, Picture, PictureOptions, SvgError};
use semnet_core::{Network, NetworkBuilder};

const TIDE_MILL: &str = include_str!("../../examples/reports/tide-mill.json");
const BEES: &str = include_str!("../../examples/reports/bees.txt");

fn settled(network: &Network, options: &PictureOptions) -> Picture {
    let mut picture = network.picture(options);
    picture.settle();
    picture
}

/// Cards and words, by middle and size.
fn boxes(picture: &Picture) -> Vec<((f64, f64), (f64, f64))> {
    let cards = picture.cards().iter().map(|card| (card.place(), card.size()));
    let lines =
        picture.lines().iter().filter(|line| !line.rows().is_empty()).map(|line| (line.place(), line.size()));
    let shared = picture.shared_lines().iter().map(|line| (line.place(), line.size()));
    cards.chain(lines).chain(shared).collect()
}

fn overlaps(picture: &Picture) -> usize {
    let all = boxes(picture);
    let lies = |((ax, ay), (aw, ah)): &((f64, f64), (f64, f64)),
                ((bx, by), (bw, bh)): &((f64, f64), (f64, f64))| {
        (ax - bx).abs() < (aw + bw) / 2.0 - 1.0 && (ay - by).abs() < (ah + bh) / 2.0 - 1.0
    };
    (0..all.len()).map(|a| (a + 1..all.len()).filter(|&b| lies(&all[a], &all[b])).count()).sum()
}

/// A network of numbered concepts.
fn numbered(count: usize, pairs: &[(usize, usize)]) -> Network {
    let mut builder = NetworkBuilder::new("How large?");
    let label = |at: usize| format!("Concept {at}");
    for at in 0..count {
        builder.concept(&label(at), "");
    }
    for &(a, b) in pairs {
        builder.relationship((label(a % count).as_str(), "touches", label(b % count).as_str()));
    }
    builder.relationship(("How large?", "begins with", label(0).as_str()));
    builder.build().unwrap()
}

/// The width and height of a picture, with the edges of its cards.
fn outline(picture: &Picture) -> (f64, f64) {
    let side = |of: fn((f64, f64)) -> f64| {
        let ends = boxes(picture).into_iter().map(|(place, size)| (of(place), of(size) / 2.0 + 9.0));
        let (low, high) = ends.fold((0.0, 0.0), |(low, high), (at, half)| {
            (f64::min(low, at - half), f64::max(high, at + half))
        });
        high - low
    };
    (side(|(x, _)| x), side(|(_, y)| y))
}

/// How large a picture is drawn on a phone: with 360 × 740 pixels it has 342 × 432 of them for the network,
/// below the buttons.
fn zoom_on_phone(picture: &Picture) -> f64 {
    let (width, height) = outline(picture);
    f64::min(342.0 / width, 432.0 / height)
}

/// Letters of 12 pixels can be read at three quarters of their size.
#[test]
fn a_small_network_can_be_read_on_a_phone() {
    for text in [TIDE_MILL, BEES] {
        let network = Network::from_json(text).or_else(|_| Network::from_report(text)).unwrap();
        let picture = settled(&network, &PictureOptions::default().tall(true));
        let zoom = zoom_on_phone(&picture);
        assert!(zoom >= 0.75, "{}: {zoom}", network.question());
        assert_eq!(overlaps(&picture), 0, "{}", network.question());
    }
}

/// A long question between seven cards, six of which share words: the card that would lie next to the
/// question makes the picture too wide for a phone.
#[test]
fn a_star_with_thematic_connections_can_be_read_on_a_phone() {
    let question = "When insurance companies define what is necessary narrowly for long treatments, how can \
                    patients argue for coverage of longer treatments that address deep patterns?";
    let mut builder = NetworkBuilder::new(question);
    for (label, text) in [
        ("Coding Arbitrage", "Clinicians document diagnostic codes that imply acute symptoms of patients."),
        ("Backdoor Gateway Clinics", "Gateway clinics treat patients whose diagnostic codes imply symptoms."),
        ("Peer-Driven Precedent Cascades", "Patients share appeal outcomes and documentation templates."),
        ("Diagnostic Reframing", "Clinicians reframe symptoms under diagnostic codes, with templates."),
        ("Appeal Infrastructure", "Appeals with documentation trigger a review of appeal outcomes."),
        ("Care Continuity Narrative", "Records of symptoms make a narrative, with documentation templates."),
    ] {
        builder.finding(label, text);
    }
    builder
        .concept("Data Pooling Threshold", "Pooled appeal outcomes compel insurers to change documentation.");
    let network =
        builder.relationship((question, "Concrete Instances", "Data Pooling Threshold")).build().unwrap();
    let picture = settled(&network, &PictureOptions::default().tall(true));
    assert!(picture.shared_lines().len() > 3);
    let zoom = zoom_on_phone(&picture);
    assert!(zoom >= 0.68, "{:?}: {zoom}", outline(&picture));
    assert_eq!(overlaps(&picture), 0);
}

/// The content of small files of other tools: a chain of concepts, apart from the question.
#[test]
fn words_are_between_the_ends_of_their_line() {
    for count in 2..13 {
        let mut builder = NetworkBuilder::new("edges?");
        for at in 0..count {
            builder.concept(&format!("C{at}"), "");
        }
        for at in 1..count {
            let (source, target) = (format!("C{}", at - 1), format!("C{at}"));
            builder.relationship((source.as_str(), "knows", target.as_str()));
        }
        let network = builder.build().unwrap();
        for is_tall in [false, true] {
            let picture = settled(&network, &PictureOptions::default().tall(is_tall));
            for line in picture.lines() {
                let [(ax, ay), (bx, by)] =
                    [line.ends().0, line.ends().1].map(|card| picture.cards()[card].place());
                let ((x, y), dx, dy) = (line.place(), bx - ax, by - ay);
                let along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
                assert!((0.0..=1.0).contains(&along), "{count} concepts, tall: {is_tall}: {along}");
            }
        }
    }
}

/// `network.toSVG()` gives the same file in WebAssembly: tests/wasm/picture.test.mjs compares the same file.
#[test]
fn the_svg_is_the_same_on_every_machine() {
    let network = Network::from_json(TIDE_MILL).unwrap();
    let svg = network.to_svg(&PictureOptions::default());
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/picture/tide-mill.svg");
    if std::env::var_os("SEMNET_WRITE").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/picture")).unwrap();
        std::fs::write(file, &svg).unwrap();
    }
    assert_eq!(svg, std::fs::read_to_string(file).unwrap());
}

#[test]
fn the_svg_has_a_ground_for_each_theme_where_there_are_enough_cards() {
    // Two groups of nine, each around a hub, and one line between them.
    let pairs: Vec<_> = (1..9)
        .map(|at| (at, 0))
        .chain((10..18).map(|at| (at, 9)))
        .chain([(0, 9), (1, 2), (10, 11)])
        .collect();
    let picture = settled(&numbered(18, &pairs), &PictureOptions::default());
    assert!(picture.is_by_theme() && picture.themes().len() == 2, "{:?}", picture.themes());
    let svg = picture.to_svg();
    let grounds = svg.lines().filter(|line| line.starts_with("<rect") && line.contains("rx=\"22\"")).count();
    assert_eq!(grounds, 18);
    let bands = svg.lines().filter(|line| line.contains("stroke-width=\"44\"")).count();
    assert_eq!(bands, 2);
    // Elements that are drawn later are above it.
    assert!(svg.rfind("rx=\"22\"").unwrap() < svg.find("<text").unwrap());
    assert!(!Network::from_json(TIDE_MILL).unwrap().to_svg(&PictureOptions::default()).contains("rx=\"22\""));
}

#[test]
fn boxes_of_a_large_picture_keep_apart_and_do_not_pile_up_in_columns() {
    let pairs: Vec<_> = (1..1_200).map(|at| (at, (at - 1) / 4)).collect();
    let picture = settled(&numbered(1_200, &pairs), &PictureOptions::default());
    assert_eq!(overlaps(&picture), 0);
    // A box whose nearest in its column is closer than a hand's breadth, above or below, is piled up.
    let all = boxes(&picture);
    let is_piled = |&((x, y), (_, height)): &((f64, f64), (f64, f64))| {
        all.iter().any(|&((ox, oy), _)| (x - ox).abs() < 12.0 && oy != y && (y - oy).abs() < height + 14.0)
    };
    let piled = all.iter().filter(|one| is_piled(one)).count();
    assert!(piled * 4 < all.len(), "{piled} of {}", all.len());
}

/// The width and the height of the box around all cards.
fn extent(picture: &Picture) -> (f64, f64) {
    let side = |of: fn((f64, f64)) -> f64| {
        let all = || picture.cards().iter().map(|card| of(card.place()));
        all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min)
    };
    (side(|(x, _)| x), side(|(_, y)| y))
}

/// The mean distance to the nearest other, as a share of what it is for places by chance. Below 1, there are
/// groups; packed boxes have more than 1. Clark and Evans, [Distance to nearest
/// neighbor](https://doi.org/10.2307/1931034), 1954.
fn spacing(picture: &Picture) -> f64 {
    let places: Vec<_> = picture.cards().iter().map(|card| card.place()).collect();
    let nearest = |&(x, y): &(f64, f64)| {
        let others = places.iter().filter(|other| **other != (x, y));
        others.map(|(ox, oy)| f64::hypot(x - ox, y - oy)).fold(f64::INFINITY, f64::min)
    };
    let mean = places.iter().map(nearest).sum::<f64>() / places.len() as f64;
    let (width, height) = extent(picture);
    mean / (0.5 * (width * height / places.len() as f64).sqrt())
}

#[test]
fn a_large_picture_shows_groups_as_groups() {
    // Twelve groups of a hundred, each around a hub, in a ring.
    let hubs = (0..12).map(|at| (at * 100, (at + 1) % 12 * 100));
    let groups = (0..1_200).filter(|at| at % 100 != 0).map(|at| (at, at / 100 * 100));
    let groups = numbered(1_200, &groups.chain(hubs).collect::<Vec<_>>());
    let picture = settled(&groups, &PictureOptions::default());
    assert!(spacing(&picture) < 0.8, "{}", spacing(&picture));
    let tree: Vec<_> = (1..1_200).map(|at| (at, (at - 1) / 4)).collect();
    let picture = settled(&numbered(1_200, &tree), &PictureOptions::default());
    assert!(spacing(&picture) < 1.0, "{}", spacing(&picture));
    let (width, height) = extent(&picture);
    assert!((1.0..2.0).contains(&(width / height)), "{width} by {height}");
    let picture = settled(&numbered(1_200, &tree), &PictureOptions::default().tall(true));
    let (width, height) = extent(&picture);
    assert!((0.5..1.0).contains(&(width / height)), "{width} by {height}");
}

#[test]
fn a_long_chain_is_wound_up() {
    let pairs: Vec<_> = (1..1_000).map(|at| (at - 1, at)).collect();
    let picture = settled(&numbered(1_000, &pairs), &PictureOptions::default());
    let (width, height) = extent(&picture);
    assert!((0.5..2.0).contains(&(width / height)), "{width} by {height}");
    assert!(width < 20_000.0, "{width}");
    assert_eq!(overlaps(&picture), 0);
}

#[test]
fn the_question_is_in_the_middle_and_nothing_lies_on_anything() {
    for network in [Network::from_json(TIDE_MILL).unwrap(), Network::from_report(BEES).unwrap()] {
        for is_tall in [false, true] {
            let picture = settled(&network, &PictureOptions::default().tall(is_tall));
            let question = &picture.cards()[0];
            assert_eq!((question.kind(), question.place()), (CardKind::Question, (0.0, 0.0)));
            assert_eq!(overlaps(&picture), 0);
        }
    }
}

#[test]
fn the_svg_opens_again_as_its_network_and_is_xml() {
    let network =
        NetworkBuilder::new("<Who> & \"what\" ]]>?").finding("A < B & C", "It's so.").build().unwrap();
    let svg = network.to_svg(&PictureOptions::default());
    assert_eq!(Network::from_svg(&svg), Ok(network));
    assert!(svg.contains("A &lt; B &amp; C"));
    assert!(!svg.contains("<Who>"));
    // A changed character in the network is detected.
    let metadata = svg.find("base64\">").unwrap() + 30;
    let mut damaged = svg.into_bytes();
    damaged[metadata] = if damaged[metadata] == b'A' { b'B' } else { b'A' };
    let error = Network::from_svg(&String::from_utf8(damaged).unwrap()).unwrap_err();
    assert!(error.to_string().starts_with("the network in this SVG is damaged: "), "{error}");
    assert_eq!(Network::from_svg("<svg/>"), Err(SvgError::NoNetwork));
}

#[test]
fn several_relationships_between_two_concepts_fan_out_and_a_loop_stands_beside_its_card() {
    let many: Vec<(usize, usize)> = (0..200).map(|at| (at, at / 3)).collect();
    let mut builder = numbered(200, &many).to_builder();
    for relation in ["a", "b", "c"] {
        builder.relationship(("Concept 3", relation, "Concept 9"));
    }
    builder.relationship(("Concept 9", "d", "Concept 3"));
    let picture = settled(&builder.build().unwrap(), &PictureOptions::default());
    let number = |label: &str| picture.cards().iter().position(|card| card.label() == label).unwrap();
    let ends = (number("Concept 3"), number("Concept 9"));
    let beside = |line: &semnet_core::picture::Line| {
        (line.ends() == ends).then(|| line.bend()).or((line.ends() == (ends.1, ends.0)).then(|| -line.bend()))
    };
    let mut bends: Vec<f64> = picture.lines().iter().filter_map(beside).collect();
    bends.sort_by(f64::total_cmp);
    // Three, one back, and the one that the network has already.
    assert_eq!(bends.len(), 5);
    assert!(bends.windows(2).all(|two| two[1] - two[0] > 20.0), "{bends:?}");

    let network =
        NetworkBuilder::new("Q?").concept("A", "").relationship(("A", "knows", "A")).build().unwrap();
    let picture = settled(&network, &PictureOptions::default());
    let line = &picture.lines()[0];
    assert_eq!(line.ends().0, line.ends().1);
    assert_eq!(overlaps(&picture), 0);
}

#[test]
fn loops_of_one_card_go_to_sides_where_no_other_line_is() {
    for is_tall in [false, true] {
        let mut builder = NetworkBuilder::new("Which loops?");
        builder.finding("Feedback", "").concept("Other", "").relationship((
            "Which loops?",
            "points at",
            "Feedback",
        ));
        for relation in ["raises itself", "damps itself", "starts itself"] {
            builder.relationship(("Feedback", relation, "Feedback"));
        }
        let network = builder.relationship(("Feedback", "moves", "Other")).build().unwrap();
        let picture = settled(&network, &PictureOptions::default().tall(is_tall));
        let card = picture.cards().iter().position(|card| card.label() == "Feedback").unwrap();
        let (x, y) = picture.cards()[card].place();
        let turn = |(to_x, to_y): (f64, f64)| f64::atan2(to_y - y, to_x - x).to_degrees();
        let mut turns: Vec<f64> = picture
            .lines()
            .iter()
            .filter(|line| line.ends() == (card, card))
            .map(|line| turn(line.place()))
            .collect();
        assert_eq!(turns.len(), 3);
        turns.extend(
            picture.cards().iter().filter(|one| one.label() != "Feedback").map(|one| turn(one.place())),
        );
        turns.sort_by(f64::total_cmp);
        turns.push(turns[0] + 360.0);
        assert!(turns.windows(2).all(|two| two[1] - two[0] > 30.0), "{turns:?}");
    }
}

#[test]
fn concepts_without_relationships_lie_in_rows_below_the_rest() {
    let mut builder = NetworkBuilder::new("What stands alone?");
    builder.concept("Tied", "").relationship(("Zed", "ties", "Tied")).concept("Zed", "");
    for at in 0..30 {
        builder.concept(&format!("Loose {at:02}{}", " and long".repeat(at % 3)), "");
    }
    let network = builder.build().unwrap();
    for (is_tall, aspect) in [(false, 1.0..3.0), (true, 0.1..1.1)] {
        let picture = settled(&network, &PictureOptions::default().tall(is_tall));
        assert_eq!(overlaps(&picture), 0);
        let (joined, loose): (Vec<_>, Vec<_>) =
            picture.cards().iter().partition(|card| card.degree() > 0 || card.kind() == CardKind::Question);
        assert_eq!((joined.len(), loose.len()), (3, 30));
        let bottom = joined.iter().map(|card| card.place().1 + card.size().1 / 2.0).fold(f64::MIN, f64::max);
        assert!(loose.iter().all(|card| card.place().1 - card.size().1 / 2.0 > bottom));
        // In the order of their labels, as people read.
        let places: Vec<_> = loose.iter().map(|card| card.place()).collect();
        assert!(places.is_sorted_by(|one, other| (one.1, one.0) < (other.1, other.0)), "{places:?}");
        let (width, height) = extent(&picture);
        assert!(aspect.contains(&(width / height)), "{width} by {height}");
        assert!(width * height < 1_500_000.0, "{width} by {height}");
        // All of its width can be read on a phone.
        assert!(!is_tall || outline(&picture).0 <= 510.0, "{:?}", outline(&picture));
    }
}

#[test]
fn long_labels_are_cut_in_the_middle_so_that_two_stay_two() {
    let (a, b) = (format!("{} one", "word ".repeat(60).trim()), format!("{} two", "word ".repeat(60).trim()));
    let network = NetworkBuilder::new("Q?").concept(&a, "").concept(&b, "").build().unwrap();
    let picture = network.picture(&PictureOptions::default());
    let rows: Vec<String> = picture.cards().iter().skip(1).map(|card| card.rows().concat()).collect();
    assert!(rows[0].contains('…') && rows[0].ends_with("one") && rows[1].ends_with("two"), "{rows:?}");
}

#[test]
fn a_star_shows_its_thematic_connections_at_most_two_for_each_finding() {
    let network = Network::from_report(BEES).unwrap();
    let picture = network.picture(&PictureOptions::default());
    assert!(!picture.shared_lines().is_empty());
    assert!(picture.shared_lines().len() <= 2 * network.findings().len());
    assert!(picture.shared_lines().iter().all(|line| line.score() >= 0.1 && !line.rows().is_empty()));
    assert!(picture.is_by_theme());
    assert!(picture.lines().iter().filter(|line| line.is_key_finding()).all(|line| line.rows().is_empty()));
}

#[test]
fn a_network_without_anything_is_a_question() {
    let network = NetworkBuilder::new("Alone?").build().unwrap();
    let picture = settled(&network, &PictureOptions::default());
    assert_eq!(picture.cards().len(), 1);
    assert_eq!(picture.progress(), 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_lies_on_anything_and_the_order_of_insertion_changes_nothing(
        count in 1_usize..40, pairs in prop::collection::vec((0_usize..40, 0_usize..40), 0..60)
    ) {
        let network = numbered(count, &pairs);
        let picture = settled(&network, &PictureOptions::default());
        prop_assert_eq!(overlaps(&picture), 0);
        let mut reversed = pairs;
        reversed.reverse();
        let other = settled(&numbered(count, &reversed), &PictureOptions::default());
        prop_assert_eq!(picture.to_svg(), other.to_svg());
    }
}
