//! Sources and histories as records of a store.

use std::collections::BTreeSet;

use crate::change::{History, HistoryError, Revision};
use crate::evidence::Source;
use crate::names::QUOTE_SOURCE;
use crate::network::{Fingerprint, Network};
use crate::store::{RecordError, StoreError, StoreRecords, all_fingerprints, kinds};

/// How many records are listed at a time.
const PAGE: usize = 1_000;

/// Methods for sources and histories, on every [`StoreRecords`].
///
/// ```
/// use semnet_core::change::Revision;
/// use semnet_core::evidence::{Source, Verdict, check};
/// use semnet_core::store::{MemoryStore, StoreExt, StoreRecordsExt};
/// use semnet_core::{NetworkBuilder, Store};
///
/// let store = MemoryStore::default();
/// let mut builder = NetworkBuilder::new("Why do bees dance?");
/// let first = builder.finding("Waggle Dance", "").build()?;
/// let passage = "The angle repeats the sun's.";
/// let second =
///     builder.finding("Sun", "").relationship(("Waggle Dance", "points to", "Sun", passage)).build()?;
/// store.add_all(&[first.clone(), second.clone()])?;
///
/// let records = store.try_records()?;
/// let source = Source::new("bees.txt", "She dances. The angle repeats the sun's.")?;
/// records.add_source_of(first.fingerprint(), &source)?;
/// let (from, by) = (vec![first.fingerprint()], "an editor".to_owned());
/// records.add_revision(&Revision { from, to: second.fingerprint(), when: 1_800_000_000, by })?;
///
/// // The second version came from the first, and so it has its sources.
/// assert_eq!(records.history(second.fingerprint())?.of(second.fingerprint()).len(), 1);
/// let sources = records.sources_of(&second)?;
/// assert_eq!(check(&second, &sources)[0].verdict(), Verdict::Exact);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait StoreRecordsExt: StoreRecords {
    /// Keeps a source under its [id](Source::id). O(length + log records).
    ///
    /// # Errors
    ///
    /// Those of [`put`](StoreRecords::put).
    fn add_source(&self, source: &Source) -> Result<(), StoreError> {
        self.put(kinds::SOURCE, source.id(), &source.to_bytes()).map(drop)
    }

    /// Keeps a source, and records that the passages of a network are quoted from it. O(length + log
    /// records).
    ///
    /// # Errors
    ///
    /// Those of [`put`](StoreRecords::put).
    fn add_source_of(&self, network: Fingerprint, source: &Source) -> Result<(), StoreError> {
        self.add_source(source)?;
        self.put(kinds::SOURCE_OF, network, source.id().to_string().as_bytes()).map(drop)
    }

    /// The source with this id, which is verified; `None` if the store does not have it. If several copies
    /// with different names or line breaks are kept, it is always the same one. O(length + log records).
    ///
    /// # Errors
    ///
    /// [`StoreError::CorruptRecord`] if it is not what was added; [`StoreError::Unavailable`] if the store
    /// cannot be read.
    fn source(&self, id: Fingerprint) -> Result<Option<Source>, StoreError> {
        let Some(&object) = self.about(kinds::SOURCE, id, 1)?.first() else { return Ok(None) };
        let bytes = kept(self, object)?;
        let damaged = |problem| StoreError::CorruptRecord { object, problem };
        read_source(id, &bytes).map(Some).map_err(damaged)
    }

    /// The ids of all sources, sorted. O(sources).
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn source_ids(&self) -> Result<Vec<Fingerprint>, StoreError> {
        let mut ids = self.all(kinds::SOURCE).map(|it| Ok(it?.0)).collect::<Result<Vec<_>, StoreError>>()?;
        ids.dedup();
        Ok(ids)
    }

    /// The sources that the passages of a network are quoted from, sorted by name. These are the sources that
    /// were [added](StoreRecordsExt::add_source_of) for it, or for a network that it was made from according
    /// to its [history](StoreRecordsExt::history) or as a [union](Network::union), and those that its
    /// relationships name by [`quote:source`](crate::names::QUOTE_SOURCE). Sources that are named but not in
    /// the store are left out. O(size of the network + length of the sources + revisions).
    ///
    /// # Errors
    ///
    /// [`StoreError::CorruptRecord`] if a source or a revision is not what was added;
    /// [`StoreError::Unavailable`] if the store cannot be read.
    fn sources_of(&self, network: &Network) -> Result<Vec<Source>, StoreError> {
        let ids = self.source_ids_of(network)?;
        let mut sources: Vec<Source> =
            ids.into_iter().filter_map(|id| self.source(id).transpose()).collect::<Result<_, _>>()?;
        sources.sort_by(|a, b| a.name().cmp(b.name()).then_with(|| a.id().cmp(&b.id())));
        Ok(sources)
    }

    /// The ids, sorted, of the sources that [`sources_of`](StoreRecordsExt::sources_of) reads and of those
    /// that the network names but the store does not have. No texts are read, which can be long. O(records of
    /// the network and of the networks it was made from · log records).
    ///
    /// # Errors
    ///
    /// Those of [`sources_of`](StoreRecordsExt::sources_of).
    fn source_ids_of(&self, network: &Network) -> Result<Vec<Fingerprint>, StoreError> {
        let mut versions = BTreeSet::from([network.fingerprint()]);
        versions.extend(network.union_sources());
        for version in versions.clone() {
            versions.extend(self.history(version)?.iter().flat_map(|revision| &revision.from));
        }
        let mut ids = BTreeSet::new();
        for version in versions {
            for object in self.about(kinds::SOURCE_OF, version, usize::MAX)? {
                let id = read_id(&kept(self, object)?);
                ids.insert(id.map_err(|problem| StoreError::CorruptRecord { object, problem })?);
            }
        }
        let attributes = network.relationships().flat_map(|relationship| relationship.attributes());
        let named = attributes.filter(|(name, _)| *name == QUOTE_SOURCE);
        ids.extend(named.filter_map(|(_, id)| id.parse::<Fingerprint>().ok()));
        Ok(ids.into_iter().collect())
    }

    /// Keeps a revision under the network that it made. O(length + log records).
    ///
    /// # Errors
    ///
    /// Those of [`put`](StoreRecords::put).
    fn add_revision(&self, revision: &Revision) -> Result<(), StoreError> {
        self.put(kinds::HISTORY, revision.to, revision.to_string().as_bytes()).map(drop)
    }

    /// Keeps a revision, unless it repeats the latest one in its network's history. So a command that is run
    /// twice is one step, but a step that is made again after an undo is another one. An undo and a repeated
    /// step get a time later than the previous step, so several in one second stay distinct. Returns whether
    /// the revision was kept. O(length + revisions · log records).
    ///
    /// # Errors
    ///
    /// Those of [`history`](StoreRecordsExt::history) and [`put`](StoreRecords::put).
    ///
    /// ```
    /// use semnet_core::change::Revision;
    /// use semnet_core::store::{MemoryStore, StoreExt, StoreRecordsExt};
    /// use semnet_core::{NetworkBuilder, Store};
    ///
    /// let store = MemoryStore::default();
    /// let records = store.try_records()?;
    /// let version = |title| NetworkBuilder::new("Q?").title(title).build();
    /// let (one, two) = (version("1")?.fingerprint(), version("2")?.fingerprint());
    /// let step = |from, to| Revision { from: vec![from], to, when: 1_800_000_000, by: "me".into() };
    ///
    /// assert!(records.note_revision(step(one, two))?);
    /// assert!(!records.note_revision(step(one, two))?);
    /// assert!(records.note_revision(step(two, one))?);
    /// assert!(records.note_revision(step(one, two))?);
    /// assert_eq!(records.history(two)?.of(two).len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn note_revision(&self, mut revision: Revision) -> Result<bool, StoreError> {
        let history = self.history(revision.to)?;
        let led = history.of(revision.to);
        let is_same = |known: &Revision| known.to == revision.to && known.from == revision.from;
        let mut after = None;
        if led.iter().any(|known| is_same(known)) {
            let latest = led.first().map(|step| step.when);
            let mut last = led.iter().filter(|step| Some(step.when) == latest);
            // Within one second, a step away from it may have come after the one to it.
            if last.clone().any(|step| is_same(step)) && !last.any(|step| step.from.contains(&revision.to)) {
                return Ok(false);
            }
            after = latest;
        }
        // An undo comes after the step that it undoes.
        for &from in &revision.from {
            for object in self.about(kinds::HISTORY, from, usize::MAX)? {
                let damaged = |problem| StoreError::CorruptRecord { object, problem };
                let step = read_revision(from, &kept(self, object)?).map_err(damaged)?;
                after = after.max(Some(step.when).filter(|_| step.from.contains(&revision.to)));
            }
        }
        if let Some(after) = after {
            revision.when = revision.when.max(after.saturating_add(1));
        }
        self.add_revision(&revision).map(|()| true)
    }

    /// The history of a network: all revisions that led to it. O(their number · log records).
    ///
    /// # Errors
    ///
    /// [`StoreError::CorruptRecord`] if a revision is not what was added; [`StoreError::Unavailable`] if the
    /// store cannot be read.
    fn history(&self, network: Fingerprint) -> Result<History, StoreError> {
        let mut history = History::default();
        let (mut seen, mut open) = (BTreeSet::from([network]), vec![network]);
        while let Some(next) = open.pop() {
            for object in self.about(kinds::HISTORY, next, usize::MAX)? {
                let damaged = |problem| StoreError::CorruptRecord { object, problem };
                let revision = read_revision(next, &kept(self, object)?).map_err(damaged)?;
                open.extend(revision.from.iter().filter(|&&from| seen.insert(from)));
                history.add(revision);
            }
        }
        Ok(history)
    }

    /// Iterates over all records of a kind, sorted by subject, a page at a time. O(1), and O(1) for each.
    ///
    /// ```
    /// use semnet_core::evidence::Source;
    /// use semnet_core::store::{MemoryStore, StoreExt, StoreRecordsExt, kinds};
    ///
    /// let store = MemoryStore::default();
    /// let source = Source::new("bees.txt", "Bees dance.")?;
    /// store.try_records()?.add_source(&source)?;
    /// for record in store.try_records()?.all(kinds::SOURCE) {
    ///     let (about, _object) = record?;
    ///     assert_eq!(about, source.id());
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn all<'a>(&'a self, kind: &'a str) -> Records<'a, Self> {
        Records { records: self, kind, page: Vec::new().into_iter(), next: Some(*all_fingerprints().start()) }
    }
}

impl<R: StoreRecords + ?Sized> StoreRecordsExt for R {}

/// The iterator of [`StoreRecordsExt::all`] over all records of a kind, each a pair of subject and object. It
/// ends after an error.
#[derive(Debug)]
pub struct Records<'a, R: ?Sized> {
    records: &'a R,
    kind: &'a str,
    page: std::vec::IntoIter<(Fingerprint, Fingerprint)>,
    /// The subject that the next page begins with.
    next: Option<Fingerprint>,
}

impl<R: StoreRecords + ?Sized> Records<'_, R> {
    fn read_page(&mut self, first: Fingerprint) -> Result<(), StoreError> {
        let mut page = self.records.list(self.kind, first..=*all_fingerprints().end(), PAGE)?;
        self.next = None;
        if let Some(&(last, _)) = page.last().filter(|_| page.len() >= PAGE) {
            // The page may end in the middle of the records about the last subject.
            page.retain(|&(about, _)| about != last);
            let objects = self.records.about(self.kind, last, usize::MAX)?;
            page.extend(objects.into_iter().map(|object| (last, object)));
            self.next = last.next();
        }
        self.page = page.into_iter();
        Ok(())
    }
}

impl<R: StoreRecords + ?Sized> Iterator for Records<'_, R> {
    type Item = Result<(Fingerprint, Fingerprint), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.page.next() {
                return Some(Ok(record));
            }
            let next = self.next.take()?;
            if let Err(error) = self.read_page(next) {
                return Some(Err(error));
            }
        }
    }
}

/// Checks that the bytes of a record are valid for its kind: those of `SOURCE` must be a source with the id
/// `about`, those of `SOURCE_OF` the id of a source, and those of `HISTORY` a revision that made `about`.
/// Other kinds always pass. O(size).
///
/// # Errors
///
/// [`RecordError`] if they are not valid.
///
/// ```
/// use semnet_core::evidence::Source;
/// use semnet_core::store::{check_record, kinds};
///
/// let source = Source::new("bees.txt", "Bees dance.")?;
/// assert!(check_record(kinds::SOURCE, source.id(), &source.to_bytes()).is_ok());
/// let other = Source::new("ants.txt", "Ants walk.")?;
/// assert!(check_record(kinds::SOURCE, source.id(), &other.to_bytes()).is_err());
/// # Ok::<(), semnet_core::evidence::SourceError>(())
/// ```
pub fn check_record(kind: &str, about: Fingerprint, bytes: &[u8]) -> Result<(), RecordError> {
    let result = match kind {
        kinds::SOURCE => read_source(about, bytes).map(drop),
        kinds::SOURCE_OF => read_id(bytes).map(drop),
        kinds::HISTORY => read_revision(about, bytes).map(drop),
        _ => Ok(()),
    };
    result.map_err(RecordError)
}

/// The object of a record, which must be there.
fn kept<R: StoreRecords + ?Sized>(records: &R, object: Fingerprint) -> Result<Vec<u8>, StoreError> {
    let problem = || "it is listed, but its bytes are missing".to_owned();
    records.read(object)?.ok_or_else(|| StoreError::CorruptRecord { object, problem: problem() })
}

fn read_source(id: Fingerprint, bytes: &[u8]) -> Result<Source, String> {
    let source = Source::from_bytes(bytes).map_err(|error| error.to_string())?;
    let found = source.id();
    if found == id { Ok(source) } else { Err(format!("it is the source {found}; expected {id}")) }
}

fn read_id(bytes: &[u8]) -> Result<Fingerprint, String> {
    let id = std::str::from_utf8(bytes).ok().and_then(|id| id.parse().ok());
    id.ok_or_else(|| "expected the id of a source".to_owned())
}

fn read_revision(to: Fingerprint, bytes: &[u8]) -> Result<Revision, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "expected a revision in UTF-8".to_owned())?;
    let revision: Revision = text.parse().map_err(|error: HistoryError| error.problem().to_owned())?;
    let found = revision.to;
    if found == to { Ok(revision) } else { Err(format!("it is a revision of {found}; expected one of {to}")) }
}
