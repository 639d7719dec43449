//! The thread that has the store. Calls wait in line for it, so that one store serves all sessions, and a
//! call that was cancelled while it waited is never begun.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::shelf::{Settings, Shelf};

/// After so long without a call, the store does what it has left for later.
const IDLE: Duration = Duration::from_millis(500);

type Job = Box<dyn FnOnce(&mut Shelf) + Send>;

/// A way to the thread.
#[derive(Clone)]
pub(crate) struct Engine {
    jobs: Sender<Job>,
}

impl Engine {
    /// Opens the store on a separate thread.
    pub(crate) fn start(settings: Settings) -> Result<Engine, String> {
        let (jobs, waiting) = channel::<Job>();
        let (opened, is_open) = channel();
        std::thread::spawn(move || match Shelf::open(settings) {
            Ok(mut shelf) => {
                let _ = opened.send(Ok(()));
                work(&mut shelf, &waiting);
            }
            Err(error) => {
                let _ = opened.send(Err(error));
            }
        });
        is_open.recv().map_err(|_| "the store could not be opened".to_owned())??;
        Ok(Engine { jobs })
    }

    /// Does something with the store. `None` where the thread has ended.
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
        self.jobs.send(job).ok()?;
        answered.await.ok()
    }
}

/// Does the jobs, one after the other. In between, the store does what it has left for later, a part at a
/// time. If the program ends before that is done, the next one continues.
fn work(shelf: &mut Shelf, waiting: &Receiver<Job>) {
    // Another program may have left something.
    let mut idle = Some(IDLE);
    loop {
        let job = match idle {
            Some(time) => waiting.recv_timeout(time),
            None => waiting.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        idle = match job {
            Ok(job) => {
                job(shelf);
                Some(IDLE)
            }
            Err(RecvTimeoutError::Timeout) => shelf.index_pending().then_some(Duration::ZERO),
            Err(RecvTimeoutError::Disconnected) => return,
        };
    }
}
