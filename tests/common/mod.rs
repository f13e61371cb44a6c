//! What the tests have in common: the running stack, parties of their own, and windows, which are
//! sessions as a script sees them. Every test makes its own parties, so all run in parallel.

pub mod browser;
pub mod events;
pub mod fastcgi;
pub mod faults;
pub mod hostile;
pub mod imap;
pub mod other_site;
pub mod people;
pub mod raw;
pub mod servers;
pub mod sound;
pub mod speaking;
pub mod stack;
pub mod voice;
pub mod window;

pub use events::Events;
pub use stack::Stack;
pub use window::{Answer, Window};

use std::time::{Duration, Instant};

/// Waits until something is so, and fails the test when it is not within the time. It looks often,
/// so a test takes no longer than what it waits for.
#[track_caller]
pub fn wait_until(what: &str, limit: Duration, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + limit;
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}: not within {limit:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A time that is long for whatever is waited for, so that it only matters when a test fails.
pub const LONG: Duration = Duration::from_secs(15);

/// Does several things at the same moment, each in a thread of its own, and returns their results in
/// the order of `things`.
pub fn at_once<Thing: Sync, Done: Send>(things: &[Thing], act: impl Fn(&Thing) -> Done + Sync) -> Vec<Done> {
    let start = std::sync::Barrier::new(things.len());
    std::thread::scope(|scope| {
        let threads: Vec<_> = things
            .iter()
            .map(|thing| {
                scope.spawn(|| {
                    start.wait();
                    act(thing)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    })
}
