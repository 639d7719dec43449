//! The bodies of HTTP requests: each must be sent within a time limit, and all that are being read are
//! bounded together.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::lines::MOST_BYTES;

/// So long a client may take to send a body.
const PATIENCE: Duration = Duration::from_secs(30);

/// The limit on the bytes of all bodies in memory at a time.
const MOST_HELD: usize = 4 * MOST_BYTES;

/// Why a body was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The client took too long.
    Slow,
    /// It is not valid HTTP, or the client disconnected.
    Broken,
    /// Other requests use all of the allowed bytes.
    Full,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refusal::Slow => "the body of the request took too long",
            Refusal::Broken => "the body of the request is not as its head announces it",
            Refusal::Full => "too many large requests at a time; send it again later",
        })
    }
}

/// The bodies that are being read.
#[derive(Default)]
pub(crate) struct Bodies {
    held: Arc<AtomicUsize>,
}

impl Bodies {
    /// The body with these limits, and a place to record that it exceeded one.
    pub(crate) fn limited<B>(&self, body: B) -> (Limited<B>, Arc<OnceLock<Refusal>>) {
        self.limited_to(body, PATIENCE)
    }

    fn limited_to<B>(&self, body: B, patience: Duration) -> (Limited<B>, Arc<OnceLock<Refusal>>) {
        let refusal = Arc::new(OnceLock::new());
        let (all, late) = (Arc::clone(&self.held), Box::pin(sleep(patience)));
        (Limited { body, late, held: 0, all, refusal: Arc::clone(&refusal) }, refusal)
    }
}

/// A body that ends with an error if it exceeds a limit.
pub(crate) struct Limited<B> {
    body: B,
    late: Pin<Box<Sleep>>,
    /// Bytes of this body that were read.
    held: usize,
    /// Bytes of all bodies.
    all: Arc<AtomicUsize>,
    refusal: Arc<OnceLock<Refusal>>,
}

impl<B> Limited<B> {
    fn refuse(&self, refusal: Refusal) -> Poll<Option<Result<Frame<Bytes>, Refusal>>> {
        // Only the first one is noted.
        let _ = self.refusal.set(refusal);
        Poll::Ready(Some(Err(refusal)))
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Limited<B> {
    type Data = Bytes;
    type Error = Refusal;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Refusal>>> {
        if self.late.as_mut().poll(cx).is_ready() {
            return self.refuse(Refusal::Slow);
        }
        let frame = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
            Some(Ok(frame)) => frame,
            Some(Err(_)) => return self.refuse(Refusal::Broken),
            None => return Poll::Ready(None),
        };
        let length = frame.data_ref().map_or(0, Bytes::len);
        self.held += length;
        if self.all.fetch_add(length, Ordering::Relaxed) + length > MOST_HELD {
            return self.refuse(Refusal::Full);
        }
        Poll::Ready(Some(Ok(frame)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<B> Drop for Limited<B> {
    fn drop(&mut self) {
        self.all.fetch_sub(self.held, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::{BodyExt, Full};

    use super::*;

    /// A body of which nothing ever comes.
    struct Silent;

    impl Body for Silent {
        type Data = Bytes;
        type Error = String;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, String>>> {
            Poll::Pending
        }
    }

    #[tokio::test]
    async fn a_body_that_never_comes_is_refused() {
        let (body, refusal) = Bodies::default().limited_to(Silent, Duration::from_millis(20));
        assert!(body.collect().await.is_err());
        assert_eq!(refusal.get(), Some(&Refusal::Slow));
    }

    #[tokio::test]
    async fn all_bodies_together_are_bounded() {
        let bodies = Bodies::default();
        let full = |length: usize| Full::new(Bytes::from(vec![b' '; length]));
        let mut read = Vec::new();
        for _ in 0..4 {
            let (mut body, refusal) = bodies.limited(full(MOST_BYTES));
            assert!(body.frame().await.unwrap().is_ok());
            read.push((body, refusal));
        }
        let (body, refusal) = bodies.limited(full(1));
        assert!(body.collect().await.is_err());
        assert_eq!(refusal.get(), Some(&Refusal::Full));
        assert!(read.iter().all(|(_, refusal)| refusal.get().is_none()));
        // Once they are read, there is room again.
        drop(read);
        let (body, refusal) = bodies.limited(full(5));
        assert_eq!(body.collect().await.unwrap().to_bytes().len(), 5);
        assert_eq!((refusal.get(), bodies.held.load(Ordering::Relaxed)), (None, 0));
    }
}
