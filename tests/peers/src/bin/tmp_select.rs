use semnet_core::{Direction, Network, Steps};
use semnet_peers::{in_semnet, parts};
use std::hint::black_box;
use std::time::Instant;

fn time<T>(what: &str, n: usize, mut f: impl FnMut() -> T) {
    let mut best = f64::MAX;
    for _ in 0..7 {
        let t = Instant::now();
        for _ in 0..n { black_box(f()); }
        best = best.min(t.elapsed().as_secs_f64() / n as f64);
    }
    println!("{what:<50} {:>12.3} us", best * 1e6);
}

fn main() {
    let parts = parts::word_net().unwrap();
    let network: Network = in_semnet::build(&parts).unwrap();
    network.concept("dog.n.01");
    for r in network.relations() { println!("{r}"); }
    for q in [
        "?x via \"hypernym\" \"dog.n.01\"", "\"dog.n.01\" via \"hypernym\" ?x", "?x via hyponym ?y", "entity.n.01 via hyponym+ ?x", "?x via hypernym+ entity.n.01",
        "?x via hypernym+ dog.n.01", "dog.n.01 via hypernym+ entity.n.01", "dog.n.01 via hypernym/hyponym ?x", "dog.n.01 via hypernym+ ?x; ?x via hypernym* entity.n.01",
        "?x via hypernym+ entity.n.01; ?x via hypernym dog.n.01", "dog.n.01 via hypernym/^hypernym ?x", "?a via hypernym ?b; ?b via hypernym ?c; ?c via hypernym canine.n.02",
        "?x via hypernym+ ?y", "?x via (hypernym|hyponym)* dog.n.01", "?x via !()* dog.n.01", "?x via (hypernym/hypernym)+ entity.n.01",
    ] {
        let rows = network.select(q).unwrap();
        println!("{} rows {:?} {:?}", rows.len(), rows.cut_short(), rows.unknown());
        time(q, if rows.len() > 500 { 3 } else { 2000 }, || network.select(q).unwrap());
    }
    let labels: Vec<&str> = parts.relationships.iter().step_by(37).map(|r| parts.concepts[r.2 as usize].0.as_str()).collect();
    time("selects each parsed, avg of many", 1, || labels.iter().map(|l| network.select(&format!("?x via \"hypernym\" \"{l}\"")).unwrap().len()).sum::<usize>());
    println!("   ({} of them)", labels.len());
    time("label look-ups", 1, || labels.iter().map(|l| network.concept(l).is_some() as usize).sum::<usize>());
    time("outgoing_via", 1, || labels.iter().map(|l| network.concept(l).unwrap().outgoing_via("hypernym").len()).sum::<usize>());
    let (dog, cat) = (network.concept("dog.n.01").unwrap(), network.concept("cat.n.01").unwrap());
    println!("{}", network.shortest_path(dog, cat, &Steps::default()).unwrap().unwrap());
    for p in network.k_shortest_paths(dog, cat, 3, &Steps::from("hypernym").direction(Direction::Both)) { println!("{}", p.unwrap()); }
    println!("{:?}", network.common_ancestors(dog, cat, "hypernym").unwrap()[0]);
    time("k=10 shortest", 10, || network.k_shortest_paths(dog, cat, 10, &Steps::default()).count());
    time("simple <=5", 1, || network.all_simple_paths(dog, cat, &Steps::default().at_most(5)).count());
    time("find_concept close", 3, || network.find_concept("dgo.n.01").is_ok());
    println!("{}", network.find_concept("dgo.n.01").unwrap_err());
    println!("{}", network.find_concept("dog").unwrap_err());
    time("weighted", 3, || network.shortest_path_weighted(dog, cat, &Steps::default(), |r| if r.relation() == "hypernym" {1.0} else {2.0}).unwrap());
    time("ego 3", 3, || network.ego_network(dog, 3, &Steps::default()).unwrap());
    let sub = network.select("entity.n.01 via hyponym+ ?x").unwrap();
    time("evidence x100", 1, || sub.iter().step_by(700).map(|r| r.evidence()[0].len()).sum::<usize>());
}
