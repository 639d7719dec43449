//! Verifies a store on S3, and removes damaged networks.

use std::io;

use futures_util::{StreamExt, stream};

use crate::network::Fingerprint;
use crate::store::object::engine::Object;
use crate::store::object::explain::FailedCall;
use crate::store::object::keys::{ENTRIES, NETWORKS, PARALLEL, QUESTIONS, entry, fingerprint, folder};
use crate::store::object::records::{OBJECTS, RECORDS, record};
use crate::store::object::{LARGEST, ObjectStore, PAGE};
use crate::store::{Entry, Fault, FaultKind, StoreError, check_kind, verified};
use crate::util::Cause;

/// At most this many faults are reported.
const MOST: usize = 100;

impl ObjectStore {
    /// Problems of the store other than damaged networks, at most about 100: keys that no store makes,
    /// networks that are not found by their question, entries that do not match their network, and questions
    /// and entries of missing networks. Other objects are not read. Together with a [`get`](ObjectStore::get)
    /// for each of the [`entries`](ObjectStore::entries), this checks the whole store. O(size), with two
    /// requests for each network and one for each question and entry.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if the store cannot be listed.
    pub async fn verify(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        for folder in [NETWORKS, QUESTIONS, ENTRIES, OBJECTS, RECORDS] {
            let mut after: Option<String> = None;
            loop {
                let page = self.engine.keys(folder, "", after.as_deref(), PAGE).await?;
                let looks: Vec<_> = page.keys.iter().map(|key| self.fault(folder, key)).collect();
                let mut looks = stream::iter(looks).buffered(PARALLEL);
                while let Some(fault) = looks.next().await {
                    faults.extend(fault?);
                    if faults.len() >= MOST {
                        return Ok(faults);
                    }
                }
                drop(looks);
                if !page.more || page.keys.is_empty() {
                    break;
                }
                after = page.keys.into_iter().next_back();
            }
        }
        Ok(faults)
    }

    async fn fault(&self, folder: &str, key: &str) -> Result<Option<Fault>, StoreError> {
        let is_name = match folder {
            NETWORKS => return self.fault_of_network(key).await,
            QUESTIONS => return self.fault_of_question(key).await,
            ENTRIES => return self.fault_of_entry(key).await,
            OBJECTS => fingerprint(key).is_some(),
            _ => key
                .split_once('/')
                .is_some_and(|(kind, rest)| check_kind("", kind).is_ok() && record(rest).is_some()),
        };
        Ok((!is_name).then(|| no_name(folder, key)))
    }

    /// A network must be found by its question. Damaged or unavailable networks are reported when they are
    /// read.
    async fn fault_of_network(&self, key: &str) -> Result<Option<Fault>, StoreError> {
        let Some(fingerprint) = fingerprint(key) else { return Ok(Some(no_name(NETWORKS, key))) };
        let Ok(Some(network)) = self.get(fingerprint).await else { return Ok(None) };
        let is_asked =
            self.seems_there(&format!("{}{fingerprint}", self::folder(network.question()))).await?;
        Ok((!is_asked).then(|| {
            let message = format!("{fingerprint} is not found by its question; adding it again repairs that");
            Fault::new(FaultKind::Index, message).of(fingerprint)
        }))
    }

    /// An addition that was interrupted leaves a question without its network.
    async fn fault_of_question(&self, key: &str) -> Result<Option<Fault>, StoreError> {
        let named = key
            .split_once('/')
            .and_then(|(asked, network)| Some((fingerprint(asked)?, fingerprint(network)?)));
        let Some((_, network)) = named else { return Ok(Some(no_name(QUESTIONS, key))) };
        let is_there = self.seems_there(&format!("{NETWORKS}{network}")).await?;
        Ok((!is_there).then(|| {
            let message = format!(
                "{QUESTIONS}{key} is the question of a network that is missing; add that network, or remove \
                 the object"
            );
            Fault::new(FaultKind::Stray, message).of(network)
        }))
    }

    /// An entry must have the question and title of its network. A network without an entry is still listed.
    async fn fault_of_entry(&self, key: &str) -> Result<Option<Fault>, StoreError> {
        let Some(entry) = entry(key) else { return Ok(Some(no_name(ENTRIES, key))) };
        let fingerprint = entry.fingerprint;
        let (kind, problem) = match self.get(fingerprint).await {
            Ok(Some(network)) if Entry::of(&network) != entry => (
                FaultKind::Index,
                "differs from the entry of its network, and lists show it; remove the object",
            ),
            Ok(None) => (
                FaultKind::Stray,
                "is the entry of a network that is missing; add that network, or remove the object",
            ),
            _ => return Ok(None),
        };
        Ok(Some(Fault::new(kind, format!("{ENTRIES}{key} {problem}")).of(fingerprint)))
    }

    /// Whether an object exists. If it cannot be read although the object store still lists, it is assumed to
    /// exist.
    async fn seems_there(&self, key: &str) -> Result<bool, StoreError> {
        match self.engine.is_there(key).await {
            Err(error) if FailedCall::might_have_passed(&error) => {
                self.engine.keys(NETWORKS, "", None, 1).await.map_or(Err(error), |_| Ok(true))
            }
            answer => answer,
        }
    }

    /// Removes a damaged network from the store, after `keep` has saved its bytes elsewhere. Returns whether
    /// it was damaged; `keep` is called only then. O(size), and a list of all questions.
    ///
    /// S3 removes an object regardless of its current content. If another program adds the same network
    /// between the last check and the removal, it has to add it again.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] if `keep` fails, if the network cannot be read or removed, or if the
    /// object is larger than any network. The network is then still there.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use object_store::memory::InMemory;
    /// use semnet_core::{Fingerprint, Store};
    /// use semnet_core::store::ObjectStore;
    ///
    /// let store = ObjectStore::new(Arc::new(InMemory::new()), "")?.blocking()?;
    /// // What is not there is not damaged.
    /// assert!(!store.quarantine(Fingerprint::hash(b""), &mut |bytes| std::fs::write("damaged", bytes))?);
    /// # Ok::<(), semnet_core::store::StoreError>(())
    /// ```
    pub async fn quarantine(
        &self,
        fingerprint: Fingerprint,
        keep: &mut (dyn FnMut(&[u8]) -> io::Result<()> + Send),
    ) -> Result<bool, StoreError> {
        let Some(bytes) = self.damaged(fingerprint).await? else { return Ok(false) };
        keep(&bytes).map_err(|error| self.not_kept(error))?;
        self.let_go(fingerprint, bytes).await
    }

    /// The bytes of a network if it is damaged.
    pub(super) async fn damaged(&self, fingerprint: Fingerprint) -> Result<Option<Vec<u8>>, StoreError> {
        let key = format!("{NETWORKS}{fingerprint}");
        match self.engine.read(&key, LARGEST).await? {
            Object::Missing => Ok(None),
            Object::TooLarge(bytes) => Err(self.engine.unavailable(&format!(
                "the object {key} has {bytes} bytes, too many to save elsewhere; it was left in place"
            ))),
            Object::Bytes(bytes) if verified(fingerprint, bytes.clone()).is_ok() => Ok(None),
            Object::Bytes(bytes) => Ok(Some(bytes)),
        }
    }

    pub(super) fn not_kept(&self, error: io::Error) -> StoreError {
        StoreError::Unavailable {
            store: self.engine.name().to_owned(),
            message: format!("cannot save the damaged bytes elsewhere, so they were left in place: {error}"),
            cause: Some(Cause::new(error)),
        }
    }

    /// Removes a network whose bytes were saved, unless they have changed since, and its questions and
    /// entries.
    pub(super) async fn let_go(&self, fingerprint: Fingerprint, kept: Vec<u8>) -> Result<bool, StoreError> {
        if self.damaged(fingerprint).await? != Some(kept) {
            return Ok(false);
        }
        let key = format!("{NETWORKS}{fingerprint}");
        self.engine.remove(&key).await?;
        if self.damaged(fingerprint).await?.is_some() {
            return Err(self.engine.unavailable(&format!(
                "the object store acknowledged that it removed {key}, but still has it"
            )));
        }
        let name = fingerprint.to_string();
        for entry in self.engine.keys(ENTRIES, &format!("{name}/"), None, PAGE).await?.keys {
            if !self.engine.is_there(&key).await? {
                self.engine.remove(&format!("{ENTRIES}{entry}")).await?;
            }
        }
        let mut after: Option<String> = None;
        loop {
            let page = self.engine.keys(QUESTIONS, "", after.as_deref(), PAGE).await?;
            for question in page.keys.iter().filter(|key| key.rsplit('/').next() == Some(name.as_str())) {
                // One who has added it again since needs its question.
                if !self.engine.is_there(&key).await? {
                    self.engine.remove(&format!("{QUESTIONS}{question}")).await?;
                }
            }
            if !page.more || page.keys.is_empty() {
                return Ok(true);
            }
            after = page.keys.into_iter().next_back();
        }
    }
}

fn no_name(folder: &str, key: &str) -> Fault {
    Fault::new(FaultKind::Stray, format!("{folder}{key} is not the name of a store's object; it is skipped"))
}
