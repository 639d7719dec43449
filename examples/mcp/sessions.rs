//! The sessions of clients that begin one: a bounded number. Beyond it, the one that was not used for longest
//! ends.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use hyper::HeaderMap;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::session::{SessionId, SessionManager};

/// How many sessions are kept at a time, some 50 KB each. Five minutes without use end a session, too.
const MOST_SESSIONS: usize = 512;

/// The header that names a session, in requests and in the answer that begins one.
const SESSION: &str = "mcp-session-id";

/// The sessions, and when each was used last.
#[derive(Default)]
pub(crate) struct Sessions {
    pub(crate) manager: Arc<LocalSessionManager>,
    used: Mutex<HashMap<SessionId, Instant>>,
}

impl Sessions {
    /// Notes that a request names a session. O(1).
    pub(crate) fn note_request(&self, headers: &HeaderMap) {
        let Some(id) = named(headers) else { return };
        if let Some(used) = self.used().get_mut(id) {
            *used = Instant::now();
        }
    }

    /// Notes the session that an answer begins, and ends the one that was not used for longest if there are
    /// too many. O(sessions) for an answer that begins one.
    pub(crate) async fn note_answer(&self, headers: &HeaderMap) {
        let Some(id) = named(headers) else { return };
        if self.used().insert(id.into(), Instant::now()).is_some() {
            return;
        }
        let open: HashSet<SessionId> = self.manager.sessions.read().await.keys().cloned().collect();
        let oldest = {
            let mut used = self.used();
            used.retain(|id, _| open.contains(id));
            let mut by_use: Vec<(Instant, &SessionId)> = used.iter().map(|(id, used)| (*used, id)).collect();
            by_use.sort_unstable();
            by_use.truncate(open.len().saturating_sub(MOST_SESSIONS));
            by_use.into_iter().map(|(_, id)| id.clone()).collect::<Vec<_>>()
        };
        for id in oldest {
            // One that has ended by itself is gone either way.
            let _ = self.manager.close_session(&id).await;
        }
    }

    fn used(&self) -> MutexGuard<'_, HashMap<SessionId, Instant>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn named(headers: &HeaderMap) -> Option<&str> {
    headers.get(SESSION)?.to_str().ok()
}
