//! The result of reading: the network, and the parts of the file that it lacks.

use std::fmt;

use crate::network::Network;
use crate::util::excerpt;

/// A network that was read from a file, and the parts of the file that a network cannot express, such as the
/// appearance of nodes, the author of the file, and ids of edges.
///
/// ```
/// use semnet_core::Network;
/// use semnet_core::format::{Format, ImportOptions};
///
/// let file = br#"{"elements": {"nodes": [{"data": {"id": "Honey"}}]}, "style": [], "zoom": 2}"#;
/// let options = ImportOptions::default().question("What do bees make?");
/// let read = Network::import_from(Format::Cytoscape, &file[..], &options)?;
/// assert_eq!(read.network.concept_count(), 1);
/// assert_eq!(read.skipped.to_string(), "1 style, 1 zoom");
/// # Ok::<(), semnet_core::format::FormatError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Imported {
    /// The network.
    pub network: Network,
    /// The skipped parts.
    pub skipped: Skipped,
}

impl Imported {
    /// Nothing was skipped.
    pub(super) fn whole(network: Network) -> Imported {
        Imported { network, skipped: Skipped::default() }
    }
}

/// Parts of a file that were not read, by their names in the file, with the number of each. Files written by
/// semnet have none. Parts that are not about the graph are not counted: comments, namespaces, the format's
/// version, whether edges may be parallel, types of columns.
///
/// ```
/// use semnet_core::Network;
/// use semnet_core::format::{Format, ImportOptions};
///
/// let csv = "source,target,id\nHoney,Wax,1\nWax,Honey,2\n";
/// let options = ImportOptions::default().question("What do bees make?");
/// let skipped = Network::import(Format::Csv, csv, &options)?.skipped;
/// assert_eq!(skipped.iter().collect::<Vec<_>>(), [("edge id", 2)]);
/// # Ok::<(), semnet_core::format::FormatError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Skipped {
    /// Sorted by name.
    counts: Vec<(String, usize)>,
}

/// At most this many different names are counted.
const NAMES: usize = 64;

/// The name under which all further ones are counted.
const OTHER: &str = "other names";

impl Skipped {
    /// Whether all of the file is in the network. O(1).
    pub fn is_nothing(&self) -> bool {
        self.counts.is_empty()
    }

    /// The names, sorted, and how many times each is there. O(1) for each.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, usize)> {
        self.counts.iter().map(|(name, count)| (name.as_str(), *count))
    }

    /// O(log names).
    pub(super) fn add(&mut self, name: &str, more: usize) {
        if more == 0 {
            return;
        }
        // Names come from untrusted files, and are shown to people.
        let mut name = excerpt(name).replace(char::is_control, "\u{fffd}");
        if self.counts.len() >= NAMES && self.place(&name).is_err() {
            name = OTHER.to_owned();
        }
        match self.place(&name) {
            Ok(place) => {
                if let Some((_, count)) = self.counts.get_mut(place) {
                    *count += more;
                }
            }
            Err(place) => self.counts.insert(place, (name, more)),
        }
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.counts.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }
}

impl fmt::Display for Skipped {
    /// `120 edge id, 1 style`, or `nothing`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_nothing() {
            return f.write_str("nothing");
        }
        for (place, (name, count)) in self.counts.iter().enumerate() {
            write!(f, "{}{count} {name}", if place == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}
