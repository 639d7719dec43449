//! Problems that a store finds when it checks itself.

use std::fmt::{self, Display};

use crate::network::Fingerprint;

/// A problem of a store other than a corrupt network, found by [`verify`](crate::store::StoreExt::verify).
/// `Display` writes its message.
///
/// ```
/// use semnet_core::store::{Fault, FaultKind, MemoryStore, StoreExt};
///
/// let faults = MemoryStore::default().verify()?;
/// // Networks that are not found as they should be.
/// let lost: Vec<_> = faults.iter().filter(|fault| fault.kind == FaultKind::Index).collect();
/// assert!(lost.is_empty());
/// # Ok::<(), semnet_core::store::StoreError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Fault {
    /// The kind of problem.
    pub kind: FaultKind,
    /// The network with the problem; `None` if it affects none or several.
    pub network: Option<Fingerprint>,
    /// The problem and how to repair it, in one line.
    pub message: String,
}

/// The kind of a [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The database reports damage of its file.
    Engine,
    /// An index differs from the networks, so a network is not found, or is listed with a different question
    /// or title. Adding the network again or [`rebuild`](crate::store::StoreExt::rebuild) repairs it.
    Index,
    /// A row or an object belongs to no network, or has a name that no store writes. It is ignored.
    Stray,
}

impl Fault {
    /// A problem of no network in particular: for custom stores. O(1).
    pub fn new(kind: FaultKind, message: impl Into<String>) -> Fault {
        Fault { kind, network: None, message: message.into() }
    }

    /// The same problem, of this network. O(1).
    #[must_use]
    pub fn of(self, network: Fingerprint) -> Fault {
        Fault { network: Some(network), ..self }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
