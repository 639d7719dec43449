//! A running call: whether its client still waits for the answer, and its progress.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::answer::Failure;

/// Progress is reported no more often than this.
const PAUSE: Duration = Duration::from_millis(100);

/// The progress of a call: the steps done, all steps, and the next step in words.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) done: usize,
    pub(crate) total: usize,
    pub(crate) next: &'static str,
}

/// The side of the thread that answers a call. The default one is never cancelled, and reports nothing.
#[derive(Default)]
pub(crate) struct Watch {
    is_cancelled: Arc<AtomicBool>,
    steps: Option<UnboundedSender<Step>>,
    told: Option<Instant>,
}

impl Watch {
    /// Reports the progress before the next step, which is not made if the client no longer waits for it.
    pub(crate) fn step(&mut self, done: usize, total: usize, next: &'static str) -> Result<(), Failure> {
        if self.is_cancelled.load(Ordering::Relaxed) {
            return Err(Failure::new("the call was cancelled", "Repeat the call to begin it again."));
        }
        if let Some(steps) = &self.steps
            && self.told.is_none_or(|told| told.elapsed() >= PAUSE)
        {
            self.told = Some(Instant::now());
            // The client may have disconnected.
            let _ = steps.send(Step { done, total, next });
        }
        Ok(())
    }
}

/// The side that waits. The call is cancelled when this is dropped.
pub(crate) struct Waiting {
    is_cancelled: Arc<AtomicBool>,
    steps: UnboundedReceiver<Step>,
}

impl Waiting {
    /// The next progress of the call; waits forever if there is none.
    pub(crate) async fn next(&mut self) -> Step {
        match self.steps.recv().await {
            Some(step) => step,
            None => std::future::pending().await,
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }
}

/// Both sides of a call.
pub(crate) fn watch(is_told: bool) -> (Watch, Waiting) {
    let (sender, steps) = unbounded_channel();
    let is_cancelled = Arc::new(AtomicBool::new(false));
    let watch =
        Watch { is_cancelled: Arc::clone(&is_cancelled), steps: is_told.then_some(sender), told: None };
    (watch, Waiting { is_cancelled, steps })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_nobody_waits_for_takes_no_more_steps() {
        let (mut watch, mut waiting) = watch(true);
        watch.step(0, 5, "reading").unwrap();
        let first = waiting.steps.try_recv().unwrap();
        assert_eq!((first.done, first.total, first.next), (0, 5, "reading"));
        // Told a moment ago.
        watch.step(1, 5, "reading").unwrap();
        assert!(waiting.steps.try_recv().is_err());
        watch.told = watch.told.and_then(|told| told.checked_sub(PAUSE));
        watch.step(2, 5, "reading").unwrap();
        assert_eq!(waiting.steps.try_recv().unwrap().done, 2);
        drop(waiting);
        assert!(watch.step(3, 5, "reading").unwrap_err().message().contains("cancelled"));
        assert!(Watch::default().step(0, 1, "reading").is_ok());
    }
}
