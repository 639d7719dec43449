//! The thread that owns the store. Calls queue for it, so that one store serves all sessions, and a call that
//! was cancelled while it waited is never begun.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::shelf::{Settings, Shelf};

/// After this time without a call, the store does its deferred work.
const IDLE: Duration = Duration::from_millis(500);

/// A running call may take this long when the server ends. Then the store stays open: nothing is lost, but
/// the latest additions are in a file next to it.
const PATIENCE: Duration = Duration::from_secs(10);

type Job = Box<dyn FnOnce(&mut Shelf) + Send>;

/// A way to the thread.
#[derive(Clone)]
pub(crate) struct Engine {
    jobs: Sender<Option<Job>>,
}

/// Ends the thread.
pub(crate) struct Closing {
    jobs: Sender<Option<Job>>,
    closed: Receiver<()>,
}

impl Closing {
    /// Closes the store, after the call under way; calls that wait are not begun. Whether it is closed.
    pub(crate) fn close(self) -> bool {
        // Where the thread has ended, the store is closed.
        let _ = self.jobs.send(None);
        self.closed.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout)
    }
}

impl Engine {
    /// Opens the store on a separate thread.
    pub(crate) fn start(settings: Settings) -> Result<(Engine, Closing), String> {
        let (jobs, waiting) = channel::<Option<Job>>();
        let (opened, is_open) = channel();
        let (closing, closed) = channel();
        std::thread::spawn(move || match Shelf::open(settings) {
            Ok(mut shelf) => {
                let _ = opened.send(Ok(()));
                work(&mut shelf, &waiting);
                drop(shelf);
                let _ = closing.send(());
            }
            Err(error) => {
                let _ = opened.send(Err(error));
            }
        });
        is_open.recv().map_err(|_| "the store could not be opened".to_owned())??;
        Ok((Engine { jobs: jobs.clone() }, Closing { jobs, closed }))
    }

    /// Does something with the store. `None` if the thread has ended.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Shelf) -> T + Send + 'static,
    ) -> Option<T> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |shelf| {
            // Nobody waits any longer for a call that was cancelled.
            if !answer.is_closed() {
                let _ = answer.send(work(shelf));
            }
        });
        self.jobs.send(Some(job)).ok()?;
        answered.await.ok()
    }
}

/// Does the jobs, one after the other. In between, the store does its deferred work, a part at a time. If the
/// program ends before that is done, the next one continues.
fn work(shelf: &mut Shelf, waiting: &Receiver<Option<Job>>) {
    // Another program may have left something.
    let mut idle = Some(IDLE);
    loop {
        let job = match idle {
            Some(time) => waiting.recv_timeout(time),
            None => waiting.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        idle = match job {
            Ok(Some(job)) => {
                job(shelf);
                Some(IDLE)
            }
            Ok(None) => return,
            Err(RecvTimeoutError::Timeout) => shelf.index_pending().then_some(Duration::ZERO),
            Err(RecvTimeoutError::Disconnected) => return,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::EvidenceRule;

    #[tokio::test]
    async fn a_closed_store_is_one_file() {
        let folder = std::env::temp_dir().join(format!("semnet-mcp-{}-closed", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Some(folder.join("n.semnet"));
        let settings = Settings { store, is_read_only: false, evidence: EvidenceRule::Optional };
        let (engine, closing) = Engine::start(settings).unwrap();
        let network = semnet_core::NetworkBuilder::new("Q?").build().unwrap();
        assert_eq!(engine.run(move |shelf| shelf.add(network).unwrap()).await, Some(true));
        let files = || std::fs::read_dir(&folder).unwrap().count();
        assert!(files() > 1);
        // A session may still have its way to the thread.
        assert!(closing.close());
        assert_eq!(files(), 1);
        assert_eq!(engine.run(|_| ()).await, None);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
