//! What was sent, what was said of it, and what everybody saw: the outside view of a run.

use super::plan::{Plan, Victim};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// One message as its sender knows it.
#[derive(Debug, Default)]
pub struct Sent {
    pub from: usize,
    pub to: usize,
    /// The server's id, where an answer told it.
    pub id: Option<String>,
    pub accepted: bool,
    /// When each answer came, and what it was.
    pub answers: Vec<(Duration, u16)>,
}

/// What many threads write down.
#[derive(Default)]
pub struct Notes {
    /// By key: `n` and the number of a planned message, or `r` and the number of the one that it answers.
    pub sent: BTreeMap<String, Sent>,
    /// In which interruptions each message was shown.
    pub shown_in: BTreeMap<String, BTreeSet<String>>,
    /// Messages and who saw their words.
    pub seen: BTreeSet<(String, usize)>,
    /// How each send ended, by status.
    pub ends: BTreeMap<u16, usize>,
    pub retries: usize,
    pub times: Vec<Duration>,
    pub kills: BTreeMap<Victim, usize>,
    /// Pages from which somebody found no way on.
    pub nowhere: Vec<String>,
}

/// The journal of one run.
pub struct Journal {
    prefix: String,
    begun: Instant,
    notes: Mutex<Notes>,
}

impl Journal {
    /// An empty one.
    pub fn of(plan: &Plan) -> Journal {
        Journal { prefix: format!("soak{:016x}", plan.seed), begun: Instant::now(), notes: Mutex::default() }
    }

    /// What has been written so far.
    pub fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the run has been going on.
    pub fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// The words of a message, which nobody else's have in them.
    pub fn words(&self, key: &str) -> String {
        format!("{}{key} says: come to room {key}", self.prefix)
    }

    /// The messages whose words are in a text.
    pub fn keys_in(&self, text: &str) -> BTreeSet<String> {
        text.match_indices(&self.prefix)
            .filter_map(|(at, _)| text.get(at + self.prefix.len()..)?.get(..7))
            .map(str::to_owned)
            .collect()
    }

    /// Somebody has this text on the screen.
    pub fn look(&self, party: usize, text: &str) {
        let keys = self.keys_in(text);
        if !keys.is_empty() {
            self.notes().seen.extend(keys.into_iter().map(|key| (key, party)));
        }
    }

    /// An answer to a send, and how long it took.
    pub fn answered(&self, key: &str, status: u16, took: Duration) {
        let at = self.elapsed();
        let mut notes = self.notes();
        notes.times.push(took);
        if let Some(sent) = notes.sent.get_mut(key) {
            sent.answers.push((at, status));
        }
    }

    /// A send has come to its end.
    pub fn settled(&self, key: &str, status: u16, accepted: bool, id: Option<String>) {
        let mut notes = self.notes();
        *notes.ends.entry(status).or_default() += 1;
        if let Some(sent) = notes.sent.get_mut(key) {
            sent.accepted = accepted;
            sent.id = id;
        }
    }

    /// The figures of the run.
    pub fn print(&self, plan: &Plan) {
        let mut notes = self.notes();
        let accepted = notes.sent.values().filter(|sent| sent.accepted).count();
        let replies = notes.sent.keys().filter(|key| key.starts_with('r')).count();
        notes.times.sort_unstable();
        let rank = |part: usize| notes.times.get(notes.times.len() * part / 100).copied().unwrap_or_default();
        println!("seed      {}", plan.seed);
        println!("seconds   {:.1}", self.elapsed().as_secs_f64());
        println!("parties   {}", plan.parties);
        println!("sent      {} of {} planned, and {replies} replies", notes.sent.len() - replies, plan.messages.len());
        println!("accepted  {accepted}");
        println!("ended     {:?} (by status)", notes.ends);
        println!("retries   {}", notes.retries);
        println!("send      p50 {:.1?}, p99 {:.1?} (each try, failed ones too)", rank(50), rank(99));
        println!("kill -9   {} {:?}", notes.kills.values().sum::<usize>(), notes.kills);
    }
}
