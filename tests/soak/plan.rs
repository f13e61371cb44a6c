//! What happens in a run, and when. It depends on the seed alone, so a run can be repeated.

use std::time::Duration;

/// Whose are killed. With `WITH=ldap,imap` the last two as well.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Victim {
    Worker,
    Spare,
    Front,
    Master,
    NginxWorker,
    NginxMaster,
    Pgbouncer,
    Backend,
    Postmaster,
    Sweep,
    Slapd,
    Dovecot,
}

const ALWAYS: [Victim; 10] = [
    Victim::Worker,
    Victim::Spare,
    Victim::Front,
    Victim::Master,
    Victim::NginxWorker,
    Victim::NginxMaster,
    Victim::Pgbouncer,
    Victim::Backend,
    Victim::Postmaster,
    Victim::Sweep,
];

/// How a message is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    /// As a browser posts a form; the answer is a page.
    Form,
    /// By a session that asks for JSON.
    Json,
    /// By a script with its party's token.
    Token,
    /// By a session, with a recording.
    Voice,
}

/// One message. Its words and its nonce are made of its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub number: usize,
    pub at: Duration,
    pub from: usize,
    pub to: usize,
    pub way: Way,
    pub urgent: bool,
}

/// One kill -9. `pick` chooses among several such processes; a sweep gets `delay` until it is killed.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub at: Duration,
    pub victim: Victim,
    pub pick: usize,
    pub delay: Duration,
}

/// A whole run.
#[derive(Debug, PartialEq)]
pub struct Plan {
    pub seed: u64,
    pub parties: usize,
    pub messages: Vec<Message>,
    pub faults: Vec<Fault>,
}

impl Plan {
    /// So many messages, evenly spread over the time; kills of every kind, a pack after the other, each shuffled.
    pub fn new(seed: u64, messages: usize, length: Duration, parts: &str) -> Plan {
        let mut chance = fastrand::Rng::with_seed(seed);
        let parties = (messages / 12).clamp(12, 64);
        let messages = (0..messages)
            .map(|number| {
                let from = chance.usize(..parties);
                let way = match chance.u8(..100) {
                    0..50 => Way::Form,
                    50..80 => Way::Json,
                    80..95 => Way::Token,
                    _ => Way::Voice,
                };
                Message {
                    number,
                    at: length.mul_f64(number as f64 / messages as f64),
                    from,
                    to: (from + chance.usize(1..parties)) % parties,
                    way,
                    urgent: chance.u8(..100) < 10,
                }
            })
            .collect();
        Plan { seed, parties, messages, faults: faults(&mut chance, length, parts) }
    }
}

fn faults(chance: &mut fastrand::Rng, length: Duration, parts: &str) -> Vec<Fault> {
    let mut kinds = ALWAYS.to_vec();
    kinds.extend(parts.contains("ldap").then_some(Victim::Slapd));
    kinds.extend(parts.contains("imap").then_some(Victim::Dovecot));
    let mut faults = Vec::new();
    let mut at = Duration::from_secs(1);
    while at < length {
        if faults.len() % kinds.len() == 0 {
            chance.shuffle(&mut kinds);
        }
        let victim = kinds[faults.len() % kinds.len()];
        faults.push(Fault { at, victim, pick: chance.usize(..), delay: Duration::from_millis(chance.u64(..80)) });
        at += Duration::from_millis(chance.u64(500..4_500));
    }
    faults
}

/// What a person does about an interruption.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reaction {
    Answer,
    Resume,
    /// Presses the browser's back button first.
    Back,
    /// Reads for a while.
    Linger,
    /// Is not there until it has rung out.
    Silent,
}

impl Reaction {
    /// The next one of a person.
    pub fn next(chance: &mut fastrand::Rng) -> Reaction {
        match chance.u8(..100) {
            0..30 => Reaction::Answer,
            30..80 => Reaction::Resume,
            80..90 => Reaction::Back,
            90..98 => Reaction::Linger,
            _ => Reaction::Silent,
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_run_and_another_one_makes_another() {
    let plan = |seed| Plan::new(seed, 300, Duration::from_secs(30), "ldap,imap");
    assert_eq!(plan(7), plan(7));
    assert_ne!(plan(7), plan(8));
    let mut kinds: Vec<Victim> =
        Plan::new(7, 9, Duration::from_secs(90), "ldap,imap").faults.iter().map(|fault| fault.victim).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 12, "every kind of process is killed");
}
