//! An object store that fails in random ways, clients that use it at the same time, and a check that their
//! results are consistent. Time is tokio's and does not pass between events, so a seed always gives the same
//! run.
//!
//! The only state of a key is whether its network exists, and it never disappears. So a run is linearizable
//! if each call finds every network that was acknowledged or found before it began, and no network that was
//! never added.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use semnet_core::store::all_fingerprints;
use semnet_core::{Fingerprint, Network};
use tokio::time::{Instant, sleep};

use crate::worker::numbered;

/// What an object store must not do, so that the simulation notices it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// It answers some reads from a cache that does not learn of writes.
    StaleReads,
    /// It loses writes that it acknowledged just before it was restarted.
    ForgetsAtRestart,
    /// It acknowledges the wrong object: that of another key.
    MixesUp,
}

/// The object store.
struct Engine {
    objects: InMemory,
    bug: Option<Bug>,
    state: Mutex<State>,
}

struct State {
    random: u64,
    /// How many calls there were.
    steps: u64,
    /// It is down until then.
    down: Option<Instant>,
    /// Writes that come late, or once more.
    late: Vec<(Instant, Path, PutPayload)>,
    /// The keys that were written last, which a list may not have yet.
    recent: Vec<Path>,
    /// The cached state of a key.
    cached: BTreeMap<Path, bool>,
}

impl State {
    fn chance(&mut self, of: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % of
    }
}

/// The fate of a call.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Works,
    /// The request is lost.
    Lost,
    /// It is done, and the answer is lost.
    Unheard,
    /// No answer comes, and it is done later.
    Late,
    /// It is done twice, the second time later.
    Twice,
    /// It is acknowledged and not done, or answered with something else.
    Lies,
    /// It is refused.
    Busy,
    Hangs,
}

impl Engine {
    fn new(seed: u64, bug: Option<Bug>) -> Engine {
        let state = State {
            random: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            steps: 0,
            down: None,
            late: Vec::new(),
            recent: Vec::new(),
            cached: BTreeMap::new(),
        };
        Engine { objects: InMemory::new(), bug, state: Mutex::new(state) }
    }

    /// Waits while others continue, and returns the fate of the call.
    async fn begin(&self) -> Fate {
        let (wait, fate, forgotten) = {
            let mut state = self.state.lock().unwrap();
            state.steps += 1;
            let wait = Duration::from_micros(state.chance(20_000));
            let fate = match state.chance(100) {
                0..=2 => Fate::Lost,
                3..=5 => Fate::Unheard,
                6..=7 => Fate::Late,
                8..=10 => Fate::Twice,
                11..=12 => Fate::Lies,
                13..=15 => Fate::Busy,
                16 => Fate::Hangs,
                _ => Fate::Works,
            };
            let mut forgotten = Vec::new();
            if state.chance(2_000) == 0 {
                let down = Duration::from_millis(state.chance(3_000));
                state.down = Some(Instant::now() + down);
                if self.bug == Some(Bug::ForgetsAtRestart) {
                    let from = state.recent.len().saturating_sub(3);
                    forgotten = state.recent.split_off(from);
                }
            }
            (wait, fate, forgotten)
        };
        for path in forgotten {
            let _ = self.objects.delete(&path).await;
        }
        sleep(wait).await;
        let due: Vec<_> = {
            let mut state = self.state.lock().unwrap();
            let now = Instant::now();
            if state.down.is_some_and(|down| now < down) {
                return Fate::Lost;
            }
            state.down = None;
            let (due, later) =
                std::mem::take(&mut state.late).into_iter().partition(|(when, ..)| *when <= now);
            state.late = later;
            due
        };
        for (_, path, payload) in due {
            let _ = self.objects.put(&path, payload).await;
        }
        fate
    }

    fn later(&self, path: &Path, payload: PutPayload) {
        let mut state = self.state.lock().unwrap();
        let when = Instant::now() + Duration::from_millis(state.chance(5_000));
        state.late.push((when, path.clone(), payload));
    }

    fn steps(&self) -> u64 {
        self.state.lock().unwrap().steps
    }
}

fn failure(text: &'static str) -> Error {
    Error::Generic { store: "simulated", source: text.into() }
}

async fn no_answer(fate: Fate) -> Error {
    if fate == Fate::Hangs {
        sleep(Duration::from_secs(3_600)).await;
    }
    match fate {
        Fate::Busy => failure("Server returned non-2xx status code: 503 Service Unavailable: "),
        _ => failure("connection reset by peer"),
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("simulated")
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Engine")
    }
}

#[async_trait::async_trait]
impl ObjectStore for Engine {
    async fn put_opts(&self, path: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        let fate = self.begin().await;
        match fate {
            Fate::Lost | Fate::Busy | Fate::Hangs => return Err(no_answer(fate).await),
            Fate::Late => {
                self.later(path, payload);
                return Err(no_answer(fate).await);
            }
            Fate::Twice => self.later(path, payload.clone()),
            Fate::Lies => {
                return Ok(PutResult { e_tag: None, version: None, extensions: Default::default() });
            }
            Fate::Works | Fate::Unheard => {}
        }
        let put = self.objects.put_opts(path, payload, options).await;
        {
            let mut state = self.state.lock().unwrap();
            state.recent.push(path.clone());
            if state.recent.len() > 10 {
                state.recent.remove(0);
            }
        }
        if fate == Fate::Unheard { Err(no_answer(fate).await) } else { put }
    }

    async fn put_multipart_opts(
        &self,
        path: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.objects.put_multipart_opts(path, options).await
    }

    async fn get_opts(&self, path: &Path, options: GetOptions) -> Result<GetResult> {
        let fate = self.begin().await;
        if !matches!(fate, Fate::Works | Fate::Twice | Fate::Lies) {
            return Err(no_answer(fate).await);
        }
        let found = self.objects.get_opts(path, options.clone()).await;
        if self.bug == Some(Bug::StaleReads) {
            let is_there = found.is_ok();
            let mut state = self.state.lock().unwrap();
            let known = *state.cached.entry(path.clone()).or_insert(is_there);
            if !known && state.chance(3) == 0 {
                return Err(Error::NotFound { path: path.to_string(), source: "cached".into() });
            }
        }
        if fate == Fate::Lies && found.is_ok() {
            let page = Path::from("page");
            self.objects.put(&page, PutPayload::from_static(b"<html>Please log in</html>")).await?;
            return self.objects.get_opts(&page, options).await;
        }
        if self.bug == Some(Bug::MixesUp) && found.is_err() && self.state.lock().unwrap().chance(50) == 0 {
            let first = self.objects.list(Some(&Path::from("networks"))).next().await;
            if let Some(Ok(first)) = first {
                return self.objects.get_opts(&first.location, options).await;
            }
        }
        found
    }

    fn delete_stream(&self, paths: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        self.objects.delete_stream(paths)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        let missing: BTreeSet<Path> = {
            let mut state = self.state.lock().unwrap();
            state.steps += 1;
            match state.chance(10) {
                0 => return stream::once(async { Err(failure("connection reset by peer")) }).boxed(),
                1 | 2 => state.recent.iter().cloned().collect(),
                _ => BTreeSet::new(),
            }
        };
        let listed = self.objects.list(prefix);
        let is_listed = move |object: &Result<ObjectMeta>| {
            std::future::ready(!object.as_ref().is_ok_and(|object| missing.contains(&object.location)))
        };
        listed.filter(is_listed).boxed()
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.objects.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.objects.copy_opts(from, to, options).await
    }
}

/// The history of a key; times are numbers of events.
#[derive(Default)]
struct Known {
    /// The first addition began then.
    added: Option<u64>,
    /// It was acknowledged or seen for the first time then.
    there: Option<u64>,
}

/// The calls of clients and their results.
#[derive(Default)]
struct History {
    events: u64,
    keys: BTreeMap<Fingerprint, Known>,
    /// How many calls were answered, and how many failed.
    answered: u64,
    failed: u64,
    wrong: Option<String>,
}

impl History {
    fn event(&mut self) -> u64 {
        self.events += 1;
        self.events
    }

    fn begin(&mut self, key: Fingerprint, adds: bool) -> u64 {
        let now = self.event();
        if adds {
            self.keys.entry(key).or_default().added.get_or_insert(now);
        }
        now
    }

    /// A call that began then found a network, or did not; `None` for an error.
    fn end(&mut self, what: &str, key: Fingerprint, began: u64, was_there: Option<bool>, is_now: bool) {
        let now = self.event();
        let known = self.keys.entry(key).or_default();
        let Some(was_there) = was_there else {
            self.failed += 1;
            return;
        };
        self.answered += 1;
        if was_there && known.added.is_none() {
            self.wrong.get_or_insert(format!("event {now}: {what} saw {key}, which nobody has added"));
        }
        if !was_there && known.there.is_some_and(|there| there < began) {
            self.wrong.get_or_insert(format!(
                "event {now}: {what}, which began at {began}, did not see {key}, there since {:?}",
                known.there
            ));
        }
        if is_now {
            known.there.get_or_insert(now);
        }
    }
}

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// How many calls the object store had.
    pub steps: u64,
    /// How many calls of the store were answered.
    pub answered: u64,
    /// How many failed.
    pub failed: u64,
    /// The inconsistency, if any.
    pub wrong: Option<String>,
}

/// Lets 8 clients work until the object store has had this many calls, or there is an inconsistency.
pub fn run(seed: u64, steps: u64, bug: Option<Bug>) -> Outcome {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    let engine = Arc::new(Engine::new(seed, bug));
    let history = Arc::new(Mutex::new(History::default()));
    runtime.block_on(async {
        let clients: Vec<_> = (0..8)
            .map(|client| tokio::spawn(work(engine.clone(), history.clone(), seed * 8 + client, steps)))
            .collect();
        for client in clients {
            client.await.unwrap();
        }
    });
    let mut history = history.lock().unwrap();
    let wrong = history.wrong.take();
    Outcome { steps: engine.steps(), answered: history.answered, failed: history.failed, wrong }
}

async fn work(engine: Arc<Engine>, history: Arc<Mutex<History>>, seed: u64, steps: u64) {
    let store = semnet_core::store::ObjectStore::new(engine.clone(), "some/where").unwrap();
    let store = store.time_limit(Duration::from_secs(10)).retries(2);
    let mut random = seed.wrapping_mul(0xd134_2543_de82_ef95) | 1;
    let mut chance = move |of: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % of
    };
    // Clients look at the same few networks at about the same time, then at the next ones.
    while engine.steps() < steps && history.lock().unwrap().wrong.is_none() {
        let network = small(engine.steps() / 400 + chance(6));
        let key = network.fingerprint();
        match chance(20) {
            0..=7 => {
                let began = history.lock().unwrap().begin(key, true);
                let added = store.add(&network).await.ok();
                history.lock().unwrap().end("add", key, began, added.map(|is_new| !is_new), added.is_some());
            }
            8 => {
                let listed = store.entries(all_fingerprints(), 5).await.unwrap_or_default();
                let mut history = history.lock().unwrap();
                for entry in listed {
                    if history.keys.get(&entry.fingerprint).is_none_or(|known| known.added.is_none()) {
                        history.wrong.get_or_insert(format!("{} is listed", entry.fingerprint));
                    }
                }
            }
            _ => {
                let began = history.lock().unwrap().begin(key, false);
                let got = store.get(key).await.ok();
                let mut history = history.lock().unwrap();
                if let Some(Some(got)) = &got
                    && *got != network
                {
                    history.wrong.get_or_insert(format!("{key} is another network"));
                }
                let was_there = got.map(|got| got.is_some());
                history.end("get", key, began, was_there, was_there == Some(true));
            }
        }
    }
}

/// A network of a number; networks are immutable, so one is made once.
fn small(number: u64) -> Network {
    thread_local! {
        static MADE: std::cell::RefCell<BTreeMap<u64, Network>> =
            const { std::cell::RefCell::new(BTreeMap::new()) };
    }
    MADE.with(|made| {
        let mut made = made.borrow_mut();
        if made.len() > 64 {
            made.pop_first();
        }
        made.entry(number).or_insert_with(|| numbered(number)).clone()
    })
}
