//! Figures of the evidence check: `evidence` prints how many false passages are accepted and true ones
//! refused, how long it takes, and how time grows. `evidence --cases FOLDER` writes the passages and their
//! source for other programs; `evidence --speed [MEGABYTES...]` prints times alone; `evidence --rows N`
//! counts errors on this many other rows of passages, and shows each.
//!
//! It fails if a false passage is accepted, or more than one of a thousand true ones is refused.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use semnet_core::evidence::{Checked, Source, check_passages};
use semnet_tests::clock::milliseconds_once;
use semnet_tests::evidence::{
    CUT_OFF, Case, Chance, altered, faithful, in_one_line, like_pdf, prose, sentences,
};

const CASES: usize = 10_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let sources = sources();
    if let [option, rows] = &arguments[..]
        && option == "--rows"
    {
        return other_rows(&sources, rows.parse().expect("a number"));
    }
    let false_cases = false_cases(&sources, 77);
    let true_cases = true_cases(&sources, 78);
    if let [option, folder] = &arguments[..]
        && option == "--cases"
    {
        return write_cases(Path::new(folder), &sources, &false_cases, &true_cases);
    }
    if let Some(("--speed", sizes)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        let sizes: Vec<usize> = sizes.iter().map(|size| size.parse().expect("megabytes")).collect();
        speed(&true_cases, &false_cases, if sizes.is_empty() { &SIZES } else { &sizes });
        return ExitCode::SUCCESS;
    }
    let shows = arguments.iter().any(|argument| argument == "--show");
    println!(
        "{} sources, {} bytes",
        sources.len(),
        sources.iter().map(|source| source.text().len()).sum::<usize>()
    );
    let accepted =
        table("false passages", &false_cases, &sources, shows, |checked| checked.verdict.is_evidence());
    let refused =
        table("true passages", &true_cases, &sources, shows, |checked| !checked.verdict.is_evidence());
    speed(&true_cases, &false_cases, &SIZES);
    if accepted == 0 && refused * 1_000 <= true_cases.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Counts errors on rows of passages that no figure was ever made with.
fn other_rows(sources: &[Source], rows: u64) -> ExitCode {
    let (mut accepted, mut refused) = (0, 0);
    for row in 1..=rows {
        let accept = |checked: &Checked| checked.verdict.is_evidence();
        accepted += table("false passages", &false_cases(sources, 1_000 + row), sources, true, accept);
        let refuse = |checked: &Checked| !checked.verdict.is_evidence();
        refused += table("true passages", &true_cases(sources, 2_000 + row), sources, true, refuse);
    }
    println!("\n{rows} rows of 10,000: {accepted} false ones accepted, {refused} true ones refused");
    if accepted == 0 && refused as u64 <= 10 * rows { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Generated prose in three forms, and texts of the repository.
fn sources() -> Vec<Source> {
    let mut chance = Chance::new(9);
    let plain = prose(1_000_000, 1);
    let pdf = like_pdf(&prose(400_000, 2), &mut chance);
    let typed = prose(400_000, 3)
        .replace(['“', '”'], "\"")
        .replace('’', "'")
        .replace(" — ", " -- ")
        .replace('–', "-");
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut texts = vec![("prose".to_owned(), plain), ("pdf".to_owned(), pdf), ("typed".to_owned(), typed)];
    for file in [
        "semnet-core/FORMAT.md",
        "semnet-core/QUERIES.md",
        "semnet-core/WORDS.md",
        "examples/reports/bees.txt",
        "tests/words/passages.json",
    ] {
        texts.push((file.to_owned(), std::fs::read_to_string(top.join(file)).expect(file)));
    }
    texts.into_iter().map(|(name, text)| Source::new(&name, text).expect("a source")).collect()
}

/// The sentences that quotations are made from, as the author wrote them.
fn quotable(sources: &[Source]) -> Vec<String> {
    let mut all = sentences(&prose(1_000_000, 1));
    all.extend(sentences(&prose(400_000, 2)));
    all.extend(sentences(&prose(400_000, 3)));
    let repository = sources.iter().skip(3).flat_map(|source| sentences(source.text()));
    // Tables and code are no sentences.
    all.extend(repository.filter(|sentence| !sentence.contains(['|', '`', '{', '*', '[', '…', '#'])));
    all
}

fn false_cases(sources: &[Source], seed: u64) -> Vec<Case> {
    let (sentences, mut chance) = (quotable(sources), Chance::new(seed));
    let all: Vec<String> = sources.iter().map(|source| in_one_line(source.text()).to_lowercase()).collect();
    let mut cases = Vec::new();
    let mut kind = 0;
    while cases.len() < CASES {
        kind += 1;
        let sentence = &sentences[chance.below(sentences.len())];
        let other = &sentences[chance.below(sentences.len())];
        let Some(case) = altered(sentence, other, kind, &mut chance) else { continue };
        // By chance, some other sentence may have these words.
        let said = case.passage.to_lowercase().replace(['[', ']'], "");
        let said = said.trim_start_matches(['“', '"']);
        let times = all.iter().map(|text| text.matches(said).count()).sum::<usize>();
        if times <= usize::from(case.kind == CUT_OFF) {
            cases.push(case);
        }
    }
    cases
}

fn true_cases(sources: &[Source], seed: u64) -> Vec<Case> {
    let (sentences, mut chance) = (quotable(sources), Chance::new(seed));
    let mut cases = Vec::new();
    let mut kind = 0;
    while cases.len() < CASES {
        kind += 1;
        let sentence = &sentences[chance.below(sentences.len())];
        cases.extend(faithful(sentence, kind, &mut chance));
    }
    cases
}

fn check(cases: &[Case], sources: &[Source]) -> Vec<Checked> {
    let passages: Vec<&str> = cases.iter().map(|case| case.passage.as_str()).collect();
    check_passages(&passages, sources)
}

/// Prints how many passages of each kind have which verdict; the number of errors.
fn table(
    title: &str,
    cases: &[Case],
    sources: &[Source],
    shows: bool,
    is_error: impl Fn(&Checked) -> bool,
) -> usize {
    let mut rows: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut errors = 0;
    for (case, checked) in cases.iter().zip(check(cases, sources)) {
        let row = rows.entry(case.kind).or_default();
        row[checked.verdict as usize] += 1;
        if is_error(&checked) {
            errors += 1;
            if shows {
                let differences: Vec<String> =
                    checked.differences.iter().map(|difference| format!("{difference:?}")).collect();
                println!(
                    "{}: {}\n  {:?}\n  {:?}\n  {}",
                    checked.verdict,
                    case.kind,
                    case.original,
                    case.passage,
                    differences.join("; ")
                );
            }
        }
    }
    println!("\n{title:<36} {:>7} {:>7} {:>7} {:>7}", "exact", "adapted", "altered", "missing");
    for (kind, [exact, adapted, altered, missing]) in rows {
        println!("{kind:<36} {exact:>7} {adapted:>7} {altered:>7} {missing:>7}");
    }
    println!("errors: {errors} of {}", cases.len());
    errors
}

/// Sizes of sources, in megabytes.
const SIZES: [usize; 5] = [1, 3, 10, 30, 100];

fn speed(true_cases: &[Case], false_cases: &[Case], sizes: &[usize]) {
    let half: Vec<&str> =
        true_cases[..500].iter().chain(&false_cases[..500]).map(|case| case.passage.as_str()).collect();
    let mut points = Vec::new();
    println!("\n1,000 passages, half of them false, in time of one core");
    for &megabytes in sizes {
        let source = Source::new("prose", prose(megabytes * 1_000_000, 1)).expect("a source");
        let sources = [source];
        let repeats = if megabytes < 30 { 15 } else { 1 };
        let times = (0..repeats).map(|_| milliseconds_once(|| check_passages(&half, &sources)));
        let best = times.min_by(f64::total_cmp).expect("one");
        println!("{megabytes:>4} MB  {best:>9.1} ms");
        points.push(((megabytes as f64).ln(), best.ln()));
    }
    for (at, first) in points.iter().enumerate().filter(|(at, _)| at % 2 == 0) {
        if let [.., last] = &points[at + 1..] {
            let exponent = (last.1 - first.1) / (last.0 - first.0);
            println!("growth exponent from {} MB to {} MB: {exponent:.2}", sizes[at], sizes[sizes.len() - 1]);
        }
    }
}

fn write_cases(folder: &Path, sources: &[Source], false_cases: &[Case], true_cases: &[Case]) -> ExitCode {
    let text: Vec<&str> = sources.iter().map(Source::text).collect();
    let verdicts = |cases: &[Case]| -> Vec<&str> {
        check(cases, sources).iter().map(|checked| checked.verdict.name()).collect()
    };
    let (mut false_verdicts, mut true_verdicts) = (Vec::new(), Vec::new());
    let time = milliseconds_once(|| {
        (false_verdicts, true_verdicts) = (verdicts(false_cases), verdicts(true_cases));
    });
    let seconds = time / 1_000.0;
    let value = serde_json::json!({
        "source": text.join("\n\n"), "false": false_cases, "true": true_cases,
        "verdicts": {"false": false_verdicts, "true": true_verdicts}, "seconds": seconds,
    });
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::write(folder.join("cases.json"), value.to_string()).expect("a file");
    ExitCode::SUCCESS
}
