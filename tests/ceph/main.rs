//! Stores on S3 against a real Ceph, which `tests/ceph/run` starts: losses, errors and speed when several
//! programs write, and when OSDs and gateways are killed under load. It ends at the first error.

mod cluster;

use std::collections::BTreeSet;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cluster::Cluster;
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::ObjectStoreExt;
use object_store::path::Path;
use semnet_core::store::{ObjectStore, Recovered, StoreError};
use semnet_core::{Fingerprint, Network, NetworkBuilder, Store};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How many networks a load has.
const LOAD: usize = 400;

/// How many calls are under way at a time.
const AT_ONCE: usize = 16;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [folder] => runtime.block_on(test(&Arc::new(Cluster::of(folder)?))),
        [folder, "write", first, number] => {
            let (store, first) = (Cluster::of(folder)?.store("s3://networks/tests")?, first.parse()?);
            runtime.block_on(write(&store, &networks(first, number.parse()?), AT_ONCE, &AtomicUsize::new(0)))
        }
        _ => Err("wanted: ceph FOLDER".into()),
    }
}

async fn test(cluster: &Arc<Cluster>) -> Result<(), Failure> {
    errors_of_a_real_engine(cluster).await?;
    let store = cluster.store("s3://networks/tests")?;
    let mut kept = figures(&store).await?;
    kept.extend(two_programs(cluster, &store).await?);
    kept.extend(killed_in_mid_load(cluster, &store, "osd.0", 10_000).await?);
    kept.extend(killed_in_mid_load(cluster, &store, "rgw.0", 20_000).await?);
    two_osds_killed(cluster, &store, &kept).await?;
    damaged(cluster, &store, &kept[..20]).await?;
    say("everything that was acknowledged is there");
    read(&store, &kept, AT_ONCE).await?;
    let listed: BTreeSet<_> =
        store.entries(all(), 100_000).await?.iter().map(|entry| entry.fingerprint).collect();
    let missing = kept.iter().filter(|network| !listed.contains(&network.fingerprint())).count();
    check(missing == 0, "every network is listed")
}

async fn errors_of_a_real_engine(cluster: &Cluster) -> Result<(), Failure> {
    say("errors say what is wrong");
    let network = &networks(0, 1)[0];
    let no_bucket = cluster.store("s3://networks")?;
    expect(no_bucket.add(network).await, "there is no such bucket")?;
    expect(no_bucket.get(network.fingerprint()).await, "there is no such bucket")?;
    cluster.make_bucket("networks").await?;
    check(no_bucket.add(network).await?, "the bucket is there")?;
    for (name, advice) in [
        ("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY_ID is unknown there"),
        ("AWS_SECRET_ACCESS_KEY", "does not belong to AWS_ACCESS_KEY_ID"),
    ] {
        let store = cluster.store_with("s3://networks", &[(name, "wrong")])?;
        expect(store.get(network.fingerprint()).await, advice)?;
        expect(store.recover(&"why".parse()?).await, advice)?;
    }
    Ok(())
}

/// Networks per second, one at a time and 16 at a time.
async fn figures(store: &ObjectStore) -> Result<Vec<Network>, Failure> {
    say("how fast it is, on networks of about 5 KB");
    let all = networks(100, LOAD + 100);
    let (alone, together) = all.split_at(100);
    for (networks, at_once) in [(alone, 1), (together, AT_ONCE)] {
        let start = Instant::now();
        write(store, networks, at_once, &AtomicUsize::new(0)).await?;
        let written = per_second(networks, start);
        let start = Instant::now();
        read(store, networks, at_once).await?;
        println!(
            "    {at_once:>2} at a time: {written:.0} written, {:.0} read per second",
            per_second(networks, start)
        );
    }
    // Looks up each kind of name, as a person does.
    let one = &all[7];
    let hashtag = one.hashtag().to_string();
    for typed in [hashtag.clone(), one.fingerprint().to_string(), one.question().to_uppercase()] {
        let start = Instant::now();
        let found = store.recover(&typed.parse()?).await?;
        check(matches!(&found, Recovered::Network(found) if found == one), &typed)?;
        println!("    found by {} characters in {:.0} ms", typed.len(), start.elapsed().as_secs_f64() * 1e3);
    }
    let start = Instant::now();
    let Recovered::NotFound(close) = store.recover(&hashtag[1..].parse()?).await? else {
        return Err("found".into());
    };
    check(close.first().is_some_and(|first| first.entry.fingerprint == one.fingerprint()), "a suggestion")?;
    println!("    suggested for a mistyped hashtag in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    Ok(all)
}

/// Each writes some networks that the other writes too, and some of its own alone.
async fn two_programs(cluster: &Cluster, store: &ObjectStore) -> Result<Vec<Network>, Failure> {
    say("two programs write the same and different networks at once");
    let program = |first: usize| {
        std::process::Command::new(std::env::current_exe()?)
            .arg(&cluster.folder)
            .args(["write", &first.to_string(), &LOAD.to_string()])
            .stdin(Stdio::null())
            .spawn()
    };
    let mut programs = [program(5_000)?, program(5_000 + LOAD / 2)?];
    let ended = [programs[0].wait()?, programs[1].wait()?];
    check(ended.iter().all(std::process::ExitStatus::success), "both succeed")?;
    let all = networks(5_000, LOAD + LOAD / 2);
    read(store, &all, AT_ONCE).await?;
    Ok(all)
}

/// No call fails, nothing is lost, and writing continues.
async fn killed_in_mid_load(
    cluster: &Arc<Cluster>,
    store: &ObjectStore,
    daemon: &'static str,
    first: usize,
) -> Result<Vec<Network>, Failure> {
    say(&format!("{daemon} is killed in mid-load: no call fails, nothing is lost"));
    let (all, written) = (networks(first, LOAD), Arc::new(AtomicUsize::new(0)));
    let (killer, progress) = (cluster.clone(), written.clone());
    let killed = std::thread::spawn(move || {
        while progress.load(Ordering::Relaxed) < LOAD / 8 {
            std::thread::sleep(Duration::from_millis(2));
        }
        killer.run("kill", daemon).map(|()| progress.load(Ordering::Relaxed))
    });
    write(store, &all, AT_ONCE, &written).await?;
    let when = killed.join().map_err(|_| "the killer panicked")??;
    check(when < LOAD, "it was killed before the end")?;
    read(store, &all, AT_ONCE).await?;
    println!("    killed after {when} of {LOAD}");
    cluster.run("start", daemon)?;
    Ok(all)
}

/// Calls end with an error that gives advice, and when both are back, everything is there.
async fn two_osds_killed(cluster: &Cluster, store: &ObjectStore, kept: &[Network]) -> Result<(), Failure> {
    say("two of three OSDs are killed: an error in time; when both are back, everything is there");
    cluster.run("kill", "osd.0")?;
    cluster.run("kill", "osd.1")?;
    let limited = store.clone().time_limit(Duration::from_secs(4));
    let network = &networks(30_000, 1)[0];
    let start = Instant::now();
    // A gateway may answer from its cache, but cannot store a new network.
    let error = limited.add(network).await.err().ok_or("it was added without its OSDs")?.to_string();
    check(
        error.contains("no response from the object store") && error.contains("running and reachable"),
        &error,
    )?;
    let blocking = limited.clone().blocking()?;
    let waits = network.clone();
    let waited = std::thread::spawn(move || blocking.add(&waits)).join().map_err(|_| "a panic")?;
    check(waited.is_err(), "the blocking form gives up too")?;
    println!("    two calls gave up after {:.1} s in all: {error}", start.elapsed().as_secs_f64());
    // The others may be answered from the remaining parts, or with an error that names the problem.
    let start = Instant::now();
    let old = kept.first().ok_or("no networks")?;
    if let Some(found) = answer_or_clear_error(limited.get(old.fingerprint()).await)? {
        check(found.as_ref() == Some(old), "what is answered is what was added")?;
    }
    if let Some(found) = answer_or_clear_error(limited.entries(all(), 5).await)? {
        check(found.len() == 5, "a list is answered as a whole")?;
    }
    if let Some(found) = answer_or_clear_error(limited.recover(&old.hashtag().to_string().parse()?).await)? {
        check(
            matches!(&found, Recovered::Network(found) if found == old),
            "what is recovered is what was added",
        )?;
    }
    println!("    get, entries and recover ended after {:.1} s in all", start.elapsed().as_secs_f64());
    cluster.run("start", "osd.0")?;
    cluster.run("start", "osd.1")?;
    let start = Instant::now();
    while let Err(error) = store.add(network).await {
        check(start.elapsed() < Duration::from_secs(90), &error.to_string())?;
    }
    println!("    written again {:.1} s after both were back", start.elapsed().as_secs_f64());
    read(store, kept, AT_ONCE).await
}

/// Found by a check of the whole store, named, and no harm to the others.
async fn damaged(cluster: &Cluster, store: &ObjectStore, some: &[Network]) -> Result<(), Failure> {
    say("an object damaged on purpose is found and named");
    let (victim, others) = some.split_first().ok_or("no networks")?;
    let key = Path::from(format!("tests/networks/{}", victim.fingerprint()));
    let mut bytes = victim.as_bytes().to_vec();
    bytes[100] ^= 1;
    check(all_damaged(store).await?.is_empty(), "everything is whole before")?;
    cluster.objects("networks")?.put(&key, bytes.clone().into()).await?;
    check(all_damaged(store).await? == [victim.fingerprint()], "the damage is found, and no other")?;
    read(store, others, AT_ONCE).await?;
    check(!store.add(victim).await?, "adding it again repairs it")?;
    read(store, some, AT_ONCE).await?;

    cluster.objects("networks")?.put(&key, bytes.clone().into()).await?;
    let mut kept = Vec::new();
    let mut keep = |damaged: &[u8]| {
        kept.extend_from_slice(damaged);
        Ok(())
    };
    check(store.quarantine(victim.fingerprint(), &mut keep).await?, "it is set aside")?;
    check(kept == bytes, "its bytes are kept")?;
    check(all_damaged(store).await?.is_empty(), "everything that is left is whole")?;
    check(store.add(victim).await?, "it is new")?;
    read(store, some, AT_ONCE).await
}

/// Reads the whole store as `semnet check` does, and returns the damaged networks. The store itself must be
/// without faults.
async fn all_damaged(store: &ObjectStore) -> Result<Vec<Fingerprint>, Failure> {
    let entries = store.entries(all(), 100_000).await?;
    let reads: Vec<_> = entries.iter().map(|entry| store.get(entry.fingerprint)).collect();
    let mut reads = stream::iter(reads).buffered(AT_ONCE);
    let mut damaged = Vec::new();
    while let Some(read) = reads.next().await {
        match read {
            Ok(found) => check(found.is_some(), "what is listed is there")?,
            Err(StoreError::Corrupt { fingerprint, .. }) => damaged.push(fingerprint),
            Err(error) => return Err(error.into()),
        }
    }
    let faults = store.verify().await?;
    check(faults.is_empty(), &format!("the store has no faults: {faults:?}"))?;
    Ok(damaged)
}

/// The answer, or `None` if the error names the problem and gives advice.
fn answer_or_clear_error<T>(outcome: Result<T, StoreError>) -> Result<Option<T>, Failure> {
    match outcome {
        Ok(answer) => Ok(Some(answer)),
        Err(error) => {
            let text = error.to_string();
            let is_clear = text.contains("running and reachable") || text.contains("try again later");
            check(is_clear, &text).map(|()| None)
        }
    }
}

fn all() -> std::ops::RangeInclusive<Fingerprint> {
    Fingerprint::from_bytes([0; 32])..=Fingerprint::from_bytes([255; 32])
}

async fn write(
    store: &ObjectStore,
    networks: &[Network],
    at_once: usize,
    written: &AtomicUsize,
) -> Result<(), Failure> {
    let additions: Vec<_> = networks.iter().map(|network| store.add(network)).collect();
    let mut additions = stream::iter(additions).buffer_unordered(at_once);
    while additions.try_next().await?.is_some() {
        written.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Each must equal the added one.
async fn read(store: &ObjectStore, networks: &[Network], at_once: usize) -> Result<(), Failure> {
    let reads: Vec<_> = networks.iter().map(|network| store.get(network.fingerprint())).collect();
    let mut reads = stream::iter(reads).buffered(at_once);
    for network in networks {
        let found = reads.next().await.ok_or("no answer")??;
        check(found.as_ref() == Some(network), &format!("{} is there", network.fingerprint()))?;
    }
    Ok(())
}

/// Different ones for different numbers, of about 5 KB.
fn networks(first: usize, number: usize) -> Vec<Network> {
    let network = |n: usize| {
        let mut builder = NetworkBuilder::new(&format!("What was written as number {n}?"));
        for finding in 0..10 {
            let text = format!("What network {n} says in its finding {finding}. ").repeat(10);
            builder.finding(&format!("Finding {finding}"), &text);
        }
        builder.build()
    };
    (first..first + number).filter_map(|n| network(n).ok()).collect()
}

fn per_second(networks: &[Network], start: Instant) -> f64 {
    networks.len() as f64 / start.elapsed().as_secs_f64()
}

fn expect<T>(outcome: Result<T, StoreError>, advice: &str) -> Result<(), Failure> {
    match outcome {
        Err(error) => check(error.to_string().contains(advice), &error.to_string()),
        Ok(_) => Err(format!("it worked, and should have said: {advice}").into()),
    }
}

fn check(holds: bool, what: &str) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(format!("this is wrong: {what}").into()) }
}

fn say(what: &str) {
    println!("  {what}");
}
