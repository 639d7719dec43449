//! Compares the core with the crates that it is built on, in one run: hashtags with base62, fingerprints with
//! BLAKE3, building with a graph of petgraph and a `HashMap`, reading a report with UTF-8 validation and the
//! quick check of NFC. `cargo bench -p semnet-core`

// The networks built here are valid.
#![allow(clippy::expect_used)]

use std::collections::HashMap;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use icu_normalizer::ComposingNormalizerBorrowed;
use petgraph::graph::{DiGraph, NodeIndex};
use semnet_core::{Fingerprint, Hashtag, Network, NetworkBuilder};

const REPORT: &str = include_str!("../../examples/reports/bees.txt");

/// Numbers as fingerprints have them.
fn numbers() -> Vec<u64> {
    (0..1_000u32).map(|n| Fingerprint::hash(&n.to_le_bytes()).hashtag().number()).collect()
}

fn hashtags(c: &mut Criterion) {
    let numbers = numbers();
    let texts: Vec<String> = numbers.iter().map(|&number| Hashtag::new(number).to_string()).collect();
    let mut group = c.benchmark_group("encode 1,000 hashtags");
    group.bench_function("semnet", |b| {
        b.iter(|| {
            for &number in &numbers {
                black_box(Hashtag::new(black_box(number)).encode(&mut [0; 11]));
            }
        })
    });
    group.bench_function("base62 into a buffer", |b| {
        b.iter(|| {
            for &number in &numbers {
                let mut buffer = [0; 11];
                let _ = black_box(base62::encode_bytes(black_box(number), &mut buffer));
                black_box(&buffer);
            }
        })
    });
    group.finish();
    let mut group = c.benchmark_group("decode 1,000 hashtags");
    group.bench_function("semnet", |b| {
        b.iter(|| texts.iter().for_each(|text| drop(black_box(black_box(text).parse::<Hashtag>()))))
    });
    group.bench_function("base62", |b| {
        b.iter(|| {
            for text in &texts {
                let _ = black_box(base62::decode(black_box(text.as_bytes())));
            }
        })
    });
    group.finish();
}

/// 2,000 concepts with texts and 6,000 relationships, as parts.
struct Parts {
    labels: Vec<String>,
    texts: Vec<String>,
    relationships: Vec<(usize, usize, usize)>,
}

const RELATIONS: [&str; 5] = ["is a", "part of", "leads to", "depends on", "contrasts with"];

fn parts() -> Parts {
    let labels: Vec<String> = (0..2_000u64).map(|n| format!("Concept {}", n * 7_919 % 100_003)).collect();
    let texts = labels
        .iter()
        .map(|label| format!("{label} is explained by a sentence of the usual length."))
        .collect();
    let relationships = (0..6_000).map(|n| (n * 31 % 2_000, n % 5, n * n % 2_000)).collect();
    Parts { labels, texts, relationships }
}

fn build(parts: &Parts) -> Network {
    let mut builder = NetworkBuilder::new("How fast is it?");
    for (label, text) in parts.labels.iter().zip(&parts.texts) {
        builder.concept(label, text);
    }
    for &(source, relation, target) in &parts.relationships {
        builder.relationship((
            parts.labels[source].as_str(),
            RELATIONS[relation],
            parts.labels[target].as_str(),
        ));
    }
    builder.build().expect("a network")
}

fn build_petgraph(parts: &Parts) -> (DiGraph<(String, String), String>, HashMap<String, NodeIndex>) {
    let mut graph = DiGraph::new();
    let mut nodes = HashMap::new();
    for (label, text) in parts.labels.iter().zip(&parts.texts) {
        nodes.insert(label.clone(), graph.add_node((label.clone(), text.clone())));
    }
    for &(source, relation, target) in &parts.relationships {
        let (source, target) = (nodes[&parts.labels[source]], nodes[&parts.labels[target]]);
        graph.add_edge(source, target, RELATIONS[relation].to_owned());
    }
    (graph, nodes)
}

fn networks(c: &mut Criterion) {
    let parts = parts();
    let network = build(&parts);
    let mut group = c.benchmark_group("build 2,000 concepts, 6,000 relationships");
    group.bench_function("semnet, with hashtag", |b| b.iter(|| build(black_box(&parts)).hashtag()));
    group.bench_function("petgraph and HashMap", |b| b.iter(|| build_petgraph(black_box(&parts))));
    group.finish();

    let mut group = c.benchmark_group("open canonical bytes");
    group.throughput(Throughput::Bytes(network.as_bytes().len() as u64));
    group.bench_function("semnet", |b| {
        let bytes = || network.as_bytes().to_vec();
        b.iter_batched(bytes, Network::from_bytes, BatchSize::SmallInput)
    });
    group.finish();

    let mut group = c.benchmark_group("fingerprint");
    group.throughput(Throughput::Bytes(network.as_bytes().len() as u64));
    group.bench_function("semnet", |b| b.iter(|| Fingerprint::hash(black_box(&network).as_bytes())));
    group.bench_function("blake3", |b| b.iter(|| blake3::hash(black_box(network.as_bytes()))));
    group.finish();
}

fn reports(c: &mut Criterion) {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    let mut group = c.benchmark_group("read a report");
    group.throughput(Throughput::Bytes(REPORT.len() as u64));
    group.bench_function("semnet, to a network with hashtag", |b| {
        b.iter(|| Network::from_report(black_box(REPORT)).map(|network| network.hashtag()))
    });
    group.bench_function("UTF-8 validation and NFC quick check", |b| {
        b.iter(|| std::str::from_utf8(black_box(REPORT.as_bytes())).map(|text| nfc.is_normalized(text)))
    });
    group.finish();

    let network = Network::from_report(REPORT).expect("a report");
    let link = network.to_link("semnet:").expect("a link");
    let mut group = c.benchmark_group("links");
    group.bench_function("write a full link", |b| b.iter(|| network.to_link("semnet:")));
    group.bench_function("open a full link", |b| b.iter(|| link.parse::<semnet_core::link::Link>()));
    group.finish();
}

criterion_group! {
    name = core;
    config = Criterion::default().sample_size(60).measurement_time(std::time::Duration::from_secs(3));
    targets = hashtags, networks, reports
}
criterion_main!(core);
