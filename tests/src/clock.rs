//! How long something takes: in processor time if the system reports it, so a busy machine does not matter.

use std::hint::black_box;
use std::time::Instant;

/// The time of one run in milliseconds: the mean of as many runs as take a tenth of a second, and at least
/// three.
pub fn milliseconds<T>(mut run: impl FnMut() -> T) -> f64 {
    let (start, wall) = (seconds(), Instant::now());
    let mut runs = 0;
    while runs < 3 || wall.elapsed().as_millis() < 100 {
        black_box(run());
        runs += 1;
    }
    (seconds() - start) * 1_000.0 / f64::from(runs)
}

/// The time of one run, which is not repeated, in milliseconds.
pub fn milliseconds_once<T>(run: impl FnOnce() -> T) -> f64 {
    let start = seconds();
    black_box(run());
    (seconds() - start) * 1_000.0
}

/// The processor time of this thread (Linux), or the wall-clock time.
fn seconds() -> f64 {
    thread_local!(static START: Instant = Instant::now());
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.with(|start| start.elapsed().as_secs_f64()), |used| used / 1e9)
}
