//! Many messages while processes of every kind are killed at random: none is lost, doubled or shown to another, and
//! nobody is stuck. `make soak N=10000 SECONDS=300` runs it long; here it runs small.

mod count;
mod journal;
mod person;
mod plan;
mod services;

use crate::common::{Stack, Window};
use count::{Member, count};
use journal::Journal;
use person::{Person, listen};
use plan::Plan;
use services::Services;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

const RING_SECONDS: u64 = 5;

/// A parameter of the run, which `make soak` sets.
fn number(name: &str, default: u64) -> u64 {
    let text = std::env::var(name).unwrap_or_default();
    if text.is_empty() { default } else { text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")) }
}

fn stack_with(name: &str, parts: &str) -> Stack {
    Stack::start(
        name,
        &[
            ("WITH", parts),
            // With its own promises kept: what was committed is on the disk.
            ("FSYNC", "1"),
            ("PAGEBOY_RING_SECONDS", &RING_SECONDS.to_string()),
            ("PAGEBOY_REQUEST_SECONDS", "5"),
            ("PAGEBOY_MESSAGES_PER_MINUTE", "1000000"),
            ("PAGEBOY_MESSAGES_PER_PAIR_PER_MINUTE", "1000000"),
        ],
    )
}

fn members_of(stack: &Stack, count: usize) -> Vec<Member> {
    let (parties, password) = stack.add_crowd("soak", count);
    let member = |party: String| {
        let window = Window::log_in(stack, &party, &password);
        Member { party, password: password.clone(), window }
    };
    parties.into_iter().map(member).collect()
}

/// Everybody lives through the plan.
fn play(stack: &Stack, plan: &Plan, members: &mut [Member], length: Duration) -> Journal {
    let parties: Vec<String> = members.iter().map(|member| member.party.clone()).collect();
    let tokens: Vec<String> = parties.iter().map(|party| stack.add_token(party)).collect();
    let (journal, ending) = (Journal::of(plan), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for (number, member) in members.iter_mut().enumerate() {
            let mut person = Person {
                number,
                window: member.window.clone(),
                token: tokens[number].clone(),
                chance: fastrand::Rng::with_seed(plan.seed.wrapping_add(1 + number as u64)),
                journal: &journal,
                parties: &parties,
                rung_out: Duration::from_secs(RING_SECONDS + 1),
                ending: &ending,
            };
            let messages = plan.messages.iter().filter(|message| message.from == number).cloned().collect();
            let (sender, news) = channel();
            let (window, ending) = (member.window.clone(), &ending);
            if number % 2 == 0 {
                scope.spawn(move || listen(&window, &sender, ending));
            }
            scope.spawn(move || {
                person.live(messages, &news);
                member.window = person.window;
            });
        }
        let _ending = Ending(&ending);
        let mut services = Services::of(stack);
        services.suffer(&plan.faults, length, &journal);
        services.restore();
    });
    for (number, member) in members.iter_mut().enumerate() {
        settle(number, member, &journal, &parties);
    }
    journal
}

/// Tells everybody that the time is up, also when something has failed.
struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// What still rings when everybody has finished is opened by somebody who has nothing else to do.
fn settle(number: usize, member: &mut Member, journal: &Journal, parties: &[String]) {
    let mut person = Person {
        number,
        window: member.window.clone(),
        token: String::new(),
        chance: fastrand::Rng::with_seed(0),
        journal,
        parties,
        rung_out: Duration::ZERO,
        ending: &AtomicBool::new(true),
    };
    while person.attend() {}
    member.window = person.window;
}

/// A whole run, its figures printed.
fn run(name: &str, parts: &str, messages: u64, seconds: u64) {
    let seed = number("SOAK_SEED", u64::from(std::process::id()) * 2_654_435_761 + 1);
    println!("make soak N={messages} SECONDS={seconds} SEED={seed} WITH={parts}");
    let length = Duration::from_secs(seconds);
    let stack = stack_with(name, parts);
    let plan = Plan::new(seed, usize::try_from(messages).expect("fewer"), length, parts);
    let mut members = members_of(&stack, plan.parties);
    let journal = play(&stack, &plan, &mut members, length);
    let counts = count(&stack, &journal, &members);
    journal.print(&plan);
    counts.print(&stack);
    let is_well = counts.figures() == [0; 4];
    if !is_well && std::env::var_os("SOAK_KEEP").is_some() {
        println!("the stack is left as it is; `make stop NAME={}` ends it", stack.name());
        std::mem::forget(stack);
    }
    assert!(is_well, "lost, doubled, shown to another, stuck: {:?}", counts.figures());
}

/// What `make soak` runs. Without its parameters it is small.
#[test]
fn whatever_is_killed_while_messages_are_sent_none_is_lost_doubled_or_shown_to_another_and_nobody_is_stuck() {
    let parts = std::env::var("SOAK_WITH").unwrap_or_default();
    run("soak", &parts, number("SOAK_MESSAGES", 300), number("SOAK_SECONDS", 30));
}

#[test]
fn the_same_holds_where_people_come_from_ldap_and_messages_live_in_imap() {
    run("soak-imap", "ldap,imap", 300, 30);
}

#[test]
fn each_of_the_four_counts_sees_what_it_is_there_for() {
    let stack = stack_with("soak-counts", "");
    let plan = Plan { faults: Vec::new(), ..Plan::new(1, 24, Duration::from_secs(2), "") };
    let mut members = members_of(&stack, plan.parties);
    let journal = play(&stack, &plan, &mut members, Duration::from_secs(3));
    let figures = || count(&stack, &journal, &members).figures();
    assert_eq!(figures(), [0; 4]);
    let ids: Vec<String> = journal.notes().sent.values().filter_map(|sent| sent.id.clone()).collect();
    assert!(ids.len() > 4, "{ids:?}");

    stack.sql(&format!("DELETE FROM pageboy.mailbox WHERE message = '{}'", ids[0]));
    assert_eq!(figures(), [1, 0, 0, 0], "lost");
    stack.sql(&format!(
        "INSERT INTO pageboy.message (id, sender, sender_name, origin, nonce, recipient, text, urgent, accepted_as, outcome)
         SELECT reverse(id), sender, sender_name, origin, 'again', recipient, text, urgent, accepted_as, outcome
         FROM pageboy.message WHERE id = '{0}';
         INSERT INTO pageboy.mailbox (message, party)
         SELECT reverse(message), party FROM pageboy.mailbox WHERE message = '{0}'",
        ids[1]
    ));
    assert_eq!(figures(), [1, 1, 0, 0], "doubled");
    stack.sql(&format!(
        "UPDATE pageboy.mailbox b SET party = (SELECT min(id) FROM pageboy.party
             WHERE id IN ('{}', '{}', '{}') AND id NOT IN (m.sender, m.recipient))
         FROM pageboy.message m WHERE m.id = b.message AND m.id = '{}'",
        members[0].party, members[1].party, members[2].party, ids[2]
    ));
    assert_eq!(figures(), [2, 1, 1, 0], "shown to another, and not where it belongs");
    stack.sql(&format!("UPDATE pageboy.session SET ended = true WHERE sid = '{}'", members[0].window.sid()));
    assert_eq!(figures(), [2, 1, 1, 1], "stuck");
}
