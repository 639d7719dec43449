//! An endpoint of an object store.

use std::sync::Arc;

use object_store::DynObjectStore;
use object_store::list::PaginatedListStore;

/// One way to reach the objects.
#[derive(Clone)]
pub(super) struct Endpoint {
    pub(super) objects: Arc<DynObjectStore>,
    /// Lists by any beginning of a key, where the object store can.
    pub(super) pages: Option<Arc<dyn PaginatedListStore>>,
    /// Its address, if known.
    pub(super) address: Option<Arc<str>>,
}
