//! The thread that has the store. Calls wait in line for it, so that one store serves all sessions, and a
//! call that was cancelled while it waited is never begun.

use std::sync::mpsc::{Sender, channel};

use tokio::sync::oneshot;

use crate::shelf::{Settings, Shelf};

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
                waiting.into_iter().for_each(|job| job(&mut shelf));
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
