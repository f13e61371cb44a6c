//! The four counts, taken from outside: what each recipient's pages and mailbox have, and what somebody saw.

use super::journal::{Journal, Sent};
use crate::common::imap::{Mailbox, header};
use crate::common::{LONG, Stack, Window};
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

/// A party, its password and the window that it had all the time.
pub struct Member {
    pub party: String,
    pub password: String,
    pub window: Window,
}

/// What is wrong, a line for each: the message's id and what there is to say of it, never its words.
#[derive(Debug, Default)]
pub struct Counts {
    pub lost: Vec<String>,
    pub doubled: Vec<String>,
    pub shown: Vec<String>,
    pub stuck: Vec<String>,
}

impl Counts {
    /// Lost, doubled, shown to another, stuck.
    pub fn figures(&self) -> [usize; 4] {
        [&self.lost, &self.doubled, &self.shown, &self.stuck].map(Vec::len)
    }

    /// A line for each count, and below it one for each that counts, with how to look at it.
    pub fn print(&self, stack: &Stack) {
        let counts = [
            ("lost", &self.lost),
            ("doubled", &self.doubled),
            ("shown to another", &self.shown),
            ("stuck", &self.stuck),
        ];
        for (name, lines) in counts {
            println!("{name:<17} {}", lines.len());
            lines.iter().for_each(|line| println!("    {line}"));
        }
        if self.figures() != [0; 4] {
            println!(
                "look: set -a; . run/{0}/env; psql -xc \"SELECT m.id, sender, recipient, sent, outcome, opened, answered, b.read, \
                 i.state FROM pageboy.message m LEFT JOIN pageboy.mailbox b ON b.message = m.id \
                 LEFT JOIN pageboy.interruption i ON i.message = m.id WHERE m.id = '<id>'\"; \
                 the logs are in run/{0}/log",
                stack.name()
            );
        }
    }
}

/// Where the words of the run are: how often each key is with each party.
type Places = BTreeMap<(String, usize), Vec<String>>;

/// Waits until sweeping has nothing left to do, as long as that is reasonable, and counts.
pub fn count(stack: &Stack, journal: &Journal, members: &[Member]) -> Counts {
    let ids: HashMap<String, String> = stored_words(stack, journal);
    let mut counts = Counts { stuck: leftovers(stack, members), ..Counts::default() };
    let (pages, stored) = (pages(stack, journal, members), mailboxes(stack, members, &ids));
    let notes = journal.notes();
    let described = |key: &str, sent: &Sent| {
        let id = sent.id.as_ref().or_else(|| ids.iter().find(|(_, word)| *word == key).map(|(id, _)| id));
        let id = id.map_or("(never told)", String::as_str);
        let (from, to) = (&members[sent.from].party, &members[sent.to].party);
        let answers: Vec<String> =
            sent.answers.iter().map(|(at, status)| format!("{status} at {:.3} s", at.as_secs_f64())).collect();
        format!("{id} {key} from {from} to {to}: {}", answers.join(", "))
    };
    for (key, sent) in &notes.sent {
        let place = (key.clone(), sent.to);
        let [on_pages, in_mailbox] = [&pages, &stored].map(|places| places.get(&place).map_or(0, Vec::len));
        let shown = notes.shown_in.get(key).map_or(0, |sids| sids.len());
        if sent.accepted && (on_pages == 0 || in_mailbox == 0) {
            counts.lost.push(format!("{}; pages {on_pages}, mailbox {in_mailbox}", described(key, sent)));
        }
        if on_pages > 1 || in_mailbox > 1 || shown > 1 {
            let found = format!("pages {on_pages}, mailbox {in_mailbox}, interruptions {shown}");
            counts.doubled.push(format!("{}; {found}", described(key, sent)));
        }
    }
    let looked = notes.seen.iter().chain(pages.keys()).chain(stored.keys());
    let mut shown: Vec<String> = looked
        .filter_map(|(key, party)| {
            let sent = notes.sent.get(key)?;
            let is_stranger = *party != sent.to && *party != sent.from;
            is_stranger.then(|| format!("{}; seen by {}", described(key, sent), members[*party].party))
        })
        .collect();
    shown.sort_unstable();
    shown.dedup();
    counts.shown = shown;
    counts.stuck.extend(notes.nowhere.iter().cloned());
    drop(notes);
    counts.stuck.extend(unreachable(stack, members));
    counts
}

/// The key of each message in the records, by its id.
fn stored_words(stack: &Stack, journal: &Journal) -> HashMap<String, String> {
    let rows = stack.sql("SELECT json_agg(json_build_array(id, text)) FROM pageboy.message");
    let rows: Vec<(String, String)> = serde_json::from_str(&rows).unwrap_or_default();
    rows.into_iter().filter_map(|(id, text)| Some((id, journal.keys_in(&text).pop_first()?))).collect()
}

fn list_of(members: &[Member]) -> String {
    let quoted: Vec<String> = members.iter().map(|member| format!("'{}'", member.party)).collect();
    quoted.join(", ")
}

/// Interruptions that do not end, and what stays in the spool.
fn leftovers(stack: &Stack, members: &[Member]) -> Vec<String> {
    let parties = list_of(members);
    let statement = format!(
        "SELECT message || ' of ' || party || ' is ' || state || ' still' FROM pageboy.interruption
         WHERE party IN ({parties}) AND state IN ('queued', 'ringing', 'open')
         UNION ALL SELECT message || ' of ' || party || ' is in the spool: ' || kind FROM pageboy.spool
         WHERE party IN ({parties})"
    );
    let deadline = Instant::now() + 8 * LONG;
    loop {
        stack.pageboy(&["sweep"], "");
        let left = stack.sql(&statement);
        if left.is_empty() || Instant::now() > deadline {
            return left.lines().map(str::to_owned).collect();
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// Every page of every inbox, to the end, after a new log-in.
fn pages(stack: &Stack, journal: &Journal, members: &[Member]) -> Places {
    let mut places = Places::new();
    for (number, member) in members.iter().enumerate() {
        let window = Window::log_in(stack, &member.party, &member.password);
        let mut next = Some(format!("{}/inbox", window.path));
        while let Some(path) = next {
            let page = window.at(&path).get("").expect(200);
            for line in page["messages"].as_array().expect("messages") {
                let id = line["id"].as_str().expect("an id");
                for key in journal.keys_in(line["summary"].as_str().unwrap_or_default()) {
                    places.entry((key, number)).or_default().push(id.to_owned());
                }
            }
            next = page["older"].as_str().map(str::to_owned);
        }
    }
    places
}

/// What the mailboxes have, by another way than Pageboy's: the table, or IMAP.
fn mailboxes(stack: &Stack, members: &[Member], ids: &HashMap<String, String>) -> Places {
    let mut places = Places::new();
    let mut put = |party: usize, id: &str| {
        if let Some(key) = ids.get(id) {
            places.entry((key.clone(), party)).or_default().push(id.to_owned());
        }
    };
    if stack.has("IMAP_HOST") {
        for (number, member) in members.iter().enumerate() {
            for mail in Mailbox::of(stack, &member.party).list("INBOX") {
                put(number, header(&mail, "x-pageboy-message"));
            }
        }
        return places;
    }
    let rows = stack.sql("SELECT json_agg(json_build_array(message, party)) FROM pageboy.mailbox");
    let rows: Vec<(String, String)> = serde_json::from_str(&rows).unwrap_or_default();
    for (id, party) in rows {
        match members.iter().position(|member| member.party == party) {
            Some(number) => put(number, &id),
            None => assert!(!ids.contains_key(&id), "{id} is in the mailbox of {party}, who has no part in the run"),
        }
    }
    places
}

/// Whoever cannot be interrupted once more and get back to where they were.
fn unreachable(stack: &Stack, members: &[Member]) -> Vec<String> {
    let prober = stack.new_window("prober");
    let mut stuck = Vec::new();
    for member in members {
        if let Err(problem) = probe(&prober, &member.window) {
            stuck.push(format!("{}: {problem}", member.party));
        }
    }
    stuck
}

fn probe(prober: &Window, window: &Window) -> Result<(), String> {
    // Of a party's windows the one that was looked at last is interrupted.
    let page = window.get("");
    if page.status != 200 {
        return Err(format!("its page is answered {} and leads to {:?}", page.status, page.header("location")));
    }
    let receipt = prober.send(&window.party, "Can you be reached?");
    let id = receipt["message"].as_str().unwrap_or_default();
    if !receipt["notify"].is_string() {
        return Err(format!("message {id} does not ring: {}", receipt["outcome"]));
    }
    prober.notify(&receipt);
    let interruption = window.at_interruption(&receipt);
    let page = interruption.get("");
    if page.status != 200 || page.json()["message"]["id"] != id {
        return Err(format!("message {id} is not shown: {}", page.status));
    }
    let back = interruption.post("/resume", &[]);
    let is_home = back.status == 200 && back.json()["session"] == window.path.as_str() && window.get("").status == 200;
    if is_home { Ok(()) } else { Err(format!("from message {id} nothing leads back: {}", back.status)) }
}
