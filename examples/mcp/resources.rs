//! Networks as resources, and the completion of their names.

use rmcp::model::{Resource, ResourceContents, ResourceTemplate};
use semnet_core::network::{Fingerprint, FingerprintPrefix};
use semnet_core::store::StoreExt;
use semnet_core::{Hashtag, Network};

use crate::answer::{Failure, shorten};
use crate::app;
use crate::prompts;
use crate::shelf::Shelf;
use crate::visible::visible;

/// The beginning of the address of a network.
pub(crate) const SCHEME: &str = "semnet://";

/// Its end, for the JSON form.
pub(crate) const JSON: &str = "/json";

/// How many resources are listed at a time.
const PAGE: usize = 100;

/// The most completions of a typed text.
const VALUES: usize = 100;

/// Questions and titles of a list are cut after this many characters, and longer values complete nothing.
const LONGEST: usize = 1_000;

/// A longer resource is not given in one piece.
const MOST_BYTES: usize = 8 << 20;

/// The templates of this server.
pub(crate) fn templates() -> Vec<ResourceTemplate> {
    vec![
        ResourceTemplate::new(format!("{SCHEME}{{network}}"), "network")
            .with_title("A network as a report")
            .with_description("The report of a network, as text; `network` is its hashtag")
            .with_mime_type("text/plain"),
        ResourceTemplate::new(format!("{SCHEME}{{network}}{JSON}"), "network-json")
            .with_title("A network as JSON")
            .with_description(
                "All of a network, in the JSON form that the tool `add` takes; `network` is its hashtag",
            )
            .with_mime_type("application/json"),
        app::template(),
    ]
}

/// A page of the networks of the store, and where the next one begins.
pub(crate) fn list(shelf: &Shelf, cursor: Option<&str>) -> Result<(Vec<Resource>, Option<String>), Failure> {
    let after = cursor.map(str::parse::<Fingerprint>).transpose().map_err(|_| {
        Failure::new("invalid cursor", "Use the `cursor` of the last answer, or leave it out to begin again.")
    })?;
    let store = shelf.store()?;
    let mut entries = after.map_or_else(|| store.iter(), |after| store.iter_after(after));
    let (mut resources, mut last) = (Vec::new(), None);
    for entry in entries.by_ref().take(PAGE) {
        let entry = entry?;
        last = Some(entry.fingerprint);
        let shown = |text: &str| {
            let mut text = visible(text);
            shorten(&mut text, LONGEST);
            text
        };
        let resource =
            Resource::new(format!("{SCHEME}{}", entry.fingerprint.hashtag()), shown(&entry.question))
                .with_mime_type("text/plain");
        resources.push(match entry.title.as_str() {
            "" => resource,
            title => resource.with_title(shown(title)),
        });
    }
    let next = last.filter(|_| resources.len() == PAGE && entries.next().is_some());
    Ok((resources, next.map(|last| last.to_string())))
}

/// The content of a resource.
pub(crate) fn read(shelf: &mut Shelf, uri: &str) -> Result<ResourceContents, Failure> {
    if let Some(name) = uri.strip_prefix(app::PAGE) {
        let network = match name.strip_prefix('/') {
            None if name.is_empty() => None,
            None => return Err(unknown()),
            Some(name) => Some(named(shelf, name)?),
        };
        return Ok(app::contents(network.as_ref(), uri));
    }
    let name = uri.strip_prefix(SCHEME).ok_or_else(unknown)?;
    let (name, is_json) = name.strip_suffix(JSON).map_or((name, false), |name| (name, true));
    let network = named(shelf, name)?;
    let text = if is_json { json_text(&network) } else { visible(network.to_report().text.as_str()) };
    if text.len() > MOST_BYTES {
        return Err(Failure::new(
            "the network is too large for one resource",
            "Read it with the tools `overview`, `context` and `open`.",
        ));
    }
    let mime = if is_json { "application/json" } else { "text/plain" };
    Ok(ResourceContents::text(text, uri).with_mime_type(mime))
}

/// The network of a name alone: neither a question nor a link.
fn named(shelf: &mut Shelf, name: &str) -> Result<Network, Failure> {
    let prefix: FingerprintPrefix = name.parse().map_err(|_| unknown())?;
    if prefix.as_str().len() < Hashtag::LENGTH {
        return Err(unknown());
    }
    shelf.network(name)
}

/// The JSON form, with hidden characters as escapes: visible, and still the same network.
fn json_text(network: &Network) -> String {
    let mut text = String::new();
    for c in network.to_json().chars() {
        if visible(c.encode_utf8(&mut [0; 4])).starts_with('⟨') && c != '⟨' {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| text.push_str(&format!("\\u{unit:04x}")));
        } else {
            text.push(c);
        }
    }
    text
}

fn unknown() -> Failure {
    Failure::new(
        "unknown resource; expected semnet://HASHTAG, semnet://HASHTAG/json or ui://semnet/network/HASHTAG",
        "List the resources, or find a hashtag with the tool `search`.",
    )
}

/// The completions of an argument of a template or a prompt. `network` is the argument of that name, if it
/// was given before.
pub(crate) fn complete(
    shelf: &mut Shelf,
    argument: &str,
    typed: &str,
    network: Option<&str>,
) -> Result<Vec<String>, Failure> {
    let folded = typed.to_lowercase();
    let is_short = |value: &String| value.len() <= LONGEST;
    let begins = |value: &String| is_short(value) && value.to_lowercase().starts_with(&folded);
    Ok(match argument {
        "network" => names(shelf, typed)?,
        "question" => {
            let questions = questions(shelf, typed)?.into_iter().map(|(_, question)| visible(&question));
            questions.filter(is_short).collect()
        }
        "lens" => prompts::lenses().into_iter().filter(begins).collect(),
        "concept" => {
            let Some(network) = network else { return Ok(Vec::new()) };
            let network = shelf.network(network)?;
            let labels = network.concepts().map(|concept| visible(concept.label()));
            labels.filter(begins).take(VALUES).collect()
        }
        _ => Vec::new(),
    })
}

/// Hashtags that begin so, or else those of questions that are like it.
fn names(shelf: &Shelf, typed: &str) -> Result<Vec<String>, Failure> {
    let typed = typed.trim().trim_start_matches('#');
    let store = shelf.store()?;
    let entries = if typed.is_empty() {
        store.entries(semnet_core::store::all_fingerprints(), VALUES)?
    } else {
        match typed.parse::<FingerprintPrefix>() {
            Ok(prefix) => store.entries(prefix.range(), VALUES)?,
            Err(_) => Vec::new(),
        }
    };
    let mut names: Vec<String> =
        entries.iter().map(|entry| entry.fingerprint.hashtag().to_string()).collect();
    if names.is_empty() {
        names = questions(shelf, typed)?.into_iter().map(|(hashtag, _)| hashtag).collect();
    }
    Ok(names)
}

fn questions(shelf: &Shelf, typed: &str) -> Result<Vec<(String, String)>, Failure> {
    let store = shelf.store()?;
    let mut found = store.find_by_question(typed, VALUES)?;
    found.extend(store.find_similar_questions(typed, VALUES - found.len().min(VALUES))?);
    Ok(found.into_iter().map(|entry| (entry.fingerprint.hashtag().to_string(), entry.question)).collect())
}
