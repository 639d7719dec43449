//! The store of the server, and the look-ups that tools share.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use semnet_core::link::Link;
use semnet_core::network::FingerprintPrefix;
use semnet_core::query_bar::Query;
use semnet_core::store::{Recovered, StoreError, StoreExt, Suggestion, Typo};
use semnet_core::{Concept, Fingerprint, Network, Store};
use serde_json::{Value, json};

use crate::answer::Failure;
use crate::kept::{Kept, Reading};
use crate::shape::Shapes;
use crate::stores::{self, Lookup};
use crate::visible::original;
use crate::watch::Watch;
use crate::{app, resources, versions};

/// Whether passages must be evidence from a source.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum EvidenceRule {
    /// Passages are stored unchecked.
    Optional,
    /// A relationship with a passage is stored only if the passage is evidence from a source of the store,
    /// or if the store already has that relationship. One without a passage is stored, as it quotes nothing.
    Required,
}

/// The options of the person who started the server.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) store: Option<PathBuf>,
    pub(crate) is_read_only: bool,
    pub(crate) evidence: EvidenceRule,
}

enum Opened {
    ToWrite(Box<dyn Store>),
    ToRead(Lookup),
}

/// The store, with the look-ups that tools share.
pub(crate) struct Shelf {
    opened: Opened,
    pub(crate) settings: Settings,
    kept: RefCell<Kept>,
    pub(crate) shapes: Shapes,
    /// The call that is being answered.
    pub(crate) watch: Watch,
}

impl Shelf {
    pub(crate) fn open(settings: Settings) -> Result<Shelf, String> {
        let named = settings.store.as_deref().map(Path::new);
        let opened = if settings.is_read_only {
            let lookup = stores::read_only(named);
            lookup.open().map_err(|error| error.to_string())?;
            Opened::ToRead(lookup)
        } else {
            Opened::ToWrite(stores::to_write(named).map_err(|error| error.to_string())?)
        };
        let (kept, shapes, watch) = (RefCell::default(), Shapes::default(), Watch::default());
        Ok(Shelf { opened, settings, kept, shapes, watch })
    }

    pub(crate) fn store(&self) -> Result<&dyn Store, Failure> {
        match &self.opened {
            Opened::ToWrite(store) => Ok(store.as_ref()),
            Opened::ToRead(lookup) => lookup.open().map_err(|error| {
                Failure::new("the store cannot be opened", "Tell the person who runs this server.")
                    .because(&error)
            }),
        }
    }

    /// The store, which opens the networks that are kept only once.
    pub(crate) fn reading(&self) -> Result<Reading<'_>, Failure> {
        Ok(Reading { store: self.store()?, kept: &self.kept })
    }

    /// Whether the store is an object store.
    pub(crate) fn is_remote(&self) -> bool {
        self.settings.store.as_deref().is_some_and(stores::is_s3)
    }

    /// Does some of the store's deferred work, and returns whether there is more.
    pub(crate) fn index_pending(&self) -> bool {
        let is_to_write = matches!(self.opened, Opened::ToWrite(_));
        // If it fails here, the look-up that needs it tries again, and reports the error.
        is_to_write && self.store().is_ok_and(|store| store.index_pending().unwrap_or(false))
    }

    /// Keeps a network; whether it is new.
    pub(crate) fn add(&mut self, network: Network) -> Result<bool, Failure> {
        let is_new = self.store()?.add(&network)?;
        self.kept.get_mut().keep(network);
        Ok(is_new)
    }

    /// The network that a hashtag, a link or a question names. Never a file: a tool reads only the store and
    /// the call itself.
    pub(crate) fn network(&mut self, input: &str) -> Result<Network, Failure> {
        let given = original(input);
        // The resources of this server have names that a model may copy.
        let resource =
            given.trim().strip_prefix(resources::SCHEME).map(|name| name.trim_end_matches(resources::JSON));
        let page = || given.trim().strip_prefix(app::PAGE)?.strip_prefix('/');
        let given = resource.or_else(page).unwrap_or(&given);
        let typed: Query = given.parse().map_err(|error| {
            Failure::new(
                "invalid network: expected a hashtag, a link or a question",
                "Repeat the call with a hashtag that `list` or `search` shows.",
            )
            .because(&error)
        })?;
        let prefix = match &typed {
            Query::Link(link) if link.network().is_some() => None,
            Query::Link(link) => Some(Link::name(link)),
            Query::Name { prefix, .. } => Some(prefix),
            _ => None,
        };
        if let Some(network) = prefix.map(|prefix| self.kept(prefix)).transpose()?.flatten() {
            return Ok(network);
        }
        let network = match self.store()?.recover(&typed)? {
            Recovered::Network(network) => network,
            Recovered::Ambiguous(choices) => return Err(versions::offered(self, &choices)?),
            Recovered::NotFound(suggestions) => return Err(not_found(&suggestions)),
            _ => return Err(Failure::new("the store gave an unknown result", "Use another network.")),
        };
        self.kept.get_mut().keep(network.clone());
        Ok(network)
    }

    /// A network that was opened before, if it is the only one of this name.
    fn kept(&mut self, prefix: &FingerprintPrefix) -> Result<Option<Network>, Failure> {
        let entries = self.store()?.entries(prefix.range(), 2)?;
        let [only] = entries.as_slice() else { return Ok(None) };
        Ok(self.kept.get_mut().get(only.fingerprint))
    }

    /// Whether the store has a network. A full link contains its network, which the store may never have had.
    pub(crate) fn has(&self, fingerprint: Fingerprint) -> Result<bool, Failure> {
        Ok(!self.store()?.entries(fingerprint..=fingerprint, 1)?.is_empty())
    }

    /// A network of the store by its fingerprint.
    pub(crate) fn get(&mut self, fingerprint: Fingerprint) -> Result<Option<Network>, Failure> {
        Ok(self.reading()?.get(fingerprint)?)
    }

    /// The same, but `None` if it is damaged, so others are still found.
    pub(crate) fn intact(&mut self, fingerprint: Fingerprint) -> Result<Option<Network>, Failure> {
        match self.reading()?.get(fingerprint) {
            Err(StoreError::Corrupt { .. }) => Ok(None),
            found => Ok(found?),
        }
    }

    /// The shortest name that opens this network alone.
    pub(crate) fn name(&self, network: &Network) -> Result<String, Failure> {
        self.store_name(network.fingerprint())
    }

    /// The same, of a fingerprint.
    pub(crate) fn store_name(&self, fingerprint: Fingerprint) -> Result<String, Failure> {
        Ok(self.store()?.name(fingerprint)?)
    }

    /// The beginning of each answer about a network.
    pub(crate) fn head(&self, network: &Network) -> Result<Value, Failure> {
        Ok(json!({"hashtag": self.name(network)?, "question": network.question()}))
    }
}

fn not_found(suggestions: &[Suggestion]) -> Failure {
    let next = if suggestions.is_empty() {
        "Look for it with `search` or `list`, or add it with `add`."
    } else {
        "Repeat the call with one of the hashtags in `data.suggestions`, or look for it with `search`."
    };
    let suggestions: Vec<Value> = suggestions
        .iter()
        .map(|one| {
            let why = match one.typo {
                None => "a similar question",
                Some(Typo::LetterCase) => "other letter case",
                Some(Typo::Incomplete) => "begins with this",
                Some(Typo::LookAlikes) => "characters that look alike",
                Some(_) => "one character differs",
            };
            json!({"hashtag": one.entry.fingerprint.hashtag(), "question": one.entry.question, "why": why})
        })
        .collect();
    Failure::new("no network has this hashtag or question", next).with(json!({"suggestions": suggestions}))
}

/// A concept by its label as it was shown, in any letter case; `question` is the question.
pub(crate) fn concept<'a>(network: &'a Network, label: &str) -> Result<Concept<'a>, Failure> {
    let found = network
        .find_concept(label)
        .or_else(|error| network.find_concept(&original(label)).map_err(|_| error));
    match (found, network.question_concept()) {
        (Ok(concept), _) => Ok(concept),
        (Err(_), Some(question)) if label == "question" => Ok(question),
        (Err(error), _) if error.is_ambiguous() => Err(Failure::new(
            "the label fits several concepts",
            "Repeat the call with one of the labels in `data.suggestions`.",
        )
        .with(json!({"suggestions": error.suggestions()}))),
        (Err(error), _) => Err(no_concept(error.suggestions())),
    }
}

pub(crate) fn no_concept(suggestions: &[String]) -> Failure {
    let next = if suggestions.is_empty() {
        "Look for the concept with `search`, or read the labels with `open`."
    } else {
        "Repeat the call with one of the labels in `data.suggestions`, or look for it with `search`."
    };
    Failure::new("no concept has this label", next).with(json!({"suggestions": suggestions}))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A shelf on a new, empty store.
    pub(crate) fn shelf(name: &str, evidence: EvidenceRule) -> Shelf {
        let folder = std::env::temp_dir().join(format!("semnet-mcp-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let store = Some(folder.join("store.semnet"));
        Shelf::open(Settings { store, is_read_only: false, evidence }).unwrap()
    }

    #[test]
    fn files_and_addresses_are_not_read() {
        let mut shelf = shelf("files", EvidenceRule::Optional);
        let folder = shelf.settings.store.as_ref().unwrap().parent().unwrap().to_owned();
        let file = folder.join("network.json");
        std::fs::write(&file, r#"{"question": "Was this file read?"}"#).unwrap();
        let path = file.to_str().unwrap().to_owned();
        for input in [
            path.clone(),
            format!("file://{path}"),
            format!("{path}#"),
            "-".into(),
            "https://127.0.0.1:9/#x".into(),
        ] {
            assert!(shelf.network(&input).is_err(), "{input}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn networks_that_were_opened_are_kept_within_bounds() {
        let mut shelf = shelf("kept", EvidenceRule::Optional);
        shelf.kept.get_mut().bytes = 10_000;
        let question = |number: usize| format!("What is number {number}?");
        for number in 1..=6 {
            let mut network = semnet_core::NetworkBuilder::new(&question(number));
            shelf.add(network.concept("A", &"text ".repeat(600)).build().unwrap()).unwrap();
            assert!(shelf.kept.borrow().lengths().iter().sum::<usize>() <= 10_000);
        }
        assert_eq!(shelf.kept.borrow().lengths().len(), 3);
        // Those that are not kept open all the same, and so does one that is longer than all that is kept.
        for number in 1..=6 {
            assert_eq!(shelf.network(&question(number)).unwrap().question(), question(number));
        }
        shelf.kept.get_mut().bytes = 1;
        shelf.network(&question(1)).unwrap();
        assert_eq!(shelf.kept.borrow().lengths().len(), 1);
        // A scan of the store opens networks that are no longer in the cache.
        let network = shelf.network(&question(1)).unwrap();
        let found = shelf.reading().unwrap().get(network.fingerprint()).unwrap().unwrap();
        assert!(std::ptr::eq(found.as_bytes(), network.as_bytes()));
        std::fs::remove_dir_all(shelf.settings.store.as_ref().unwrap().parent().unwrap()).unwrap();
    }
}
