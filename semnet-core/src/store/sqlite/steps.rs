//! The steps of SQLite's machine that calls take.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The steps that the current call of a connection has taken.
#[derive(Clone, Default)]
pub(super) struct Steps(pub(super) Arc<AtomicU64>);

impl Steps {
    /// A new call begins.
    pub(super) fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}
