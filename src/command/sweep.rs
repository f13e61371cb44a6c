//! `pageboy sweep`: ends rung-out interruptions, forgets what has expired, and delivers what waits in the
//! spool. But for the spool everything is right on reading without it; it tells senders in time and keeps
//! the tables small. It works for everybody, so it asks as the owner of the records; root does the rest as the service's
//! user, whom nginx's push socket knows.

use crate::app::App;
use crate::config::{MasterConfig, OwnerConfig, WorkerConfig};
use crate::db::Database;
use crate::error::Error;
use crate::mailbox::spool;
use crate::process;
use crate::render::Templates;
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// How long what was claimed for one mailbox is this command's, in seconds.
const LEASE: i32 = 60;

/// How much is given out at once; the same number is in `spool_sweep` in SQL.
const HAND: usize = 100;

/// What expires, by its name in `sweep_rows` in SQL, and what people call it.
const EXPIRING: [(&str, &str); 7] = [
    ("session", "expired sessions"),
    ("credential", "expired log-ins"),
    ("login_try", "log-in tries"),
    ("login_source", "places of former log-ins"),
    ("spool", "rows of the spool that were tried for a week"),
    ("words", "messages whose words are in their mailbox only"),
    ("message", "old messages"),
];

/// A transaction should take about half as long as this: whoever waits for it waits no longer.
const TRANSACTION: Duration = Duration::from_millis(200);

/// Sweeps once.
///
/// # Errors
/// The configuration is wrong, or the database cannot be asked.
pub fn run() -> Result<(), Error> {
    let mut owner = owner()?;
    process::become_user(&MasterConfig::load()?.user)?;
    let config = WorkerConfig::load()?;
    let templates = Templates::load(&config.templates, "")?;
    // Mail servers are listened to from here on. Memory is not limited: one mailbox must not end the work for all.
    process::sandbox::enter(&config)?;
    let mut app = App::new(config, templates);
    settle(&mut app, &mut owner)?;
    forget(&mut owner)?;
    spool(&mut app, &mut owner)
}

fn owner() -> Result<Database, Error> {
    let mut database = Database::as_owner(&WorkerConfig::load()?, OwnerConfig::load()?.database);
    database.connect()?;
    Ok(database)
}

/// Ends what rang too long, party by party.
fn settle(app: &mut App, owner: &mut Database) -> Result<(), Error> {
    let mut after = String::new();
    loop {
        let settled = app.deliver(owner.sweep_party(&after)?);
        let Some(party) = settled["party"].as_str() else { break };
        party.clone_into(&mut after);
    }
    app.finish();
    Ok(())
}

/// Forgets what has expired, a hand at a time; how large a hand is depends on how long the last one took.
fn forget(owner: &mut Database) -> Result<(), Error> {
    let mut told = Vec::new();
    for (kind, name) in EXPIRING {
        let (mut hand, mut total) = (100, 0);
        loop {
            let begun = Instant::now();
            let rows = owner.sweep_rows(kind, hand)?;
            total += rows;
            if rows < u64::from(hand.unsigned_abs()) {
                break;
            }
            if stderr().is_terminal() {
                eprint!("\r{total} {name} ");
            }
            hand = match begun.elapsed() {
                long if long > TRANSACTION / 2 => (hand / 2).max(1),
                short if short < TRANSACTION / 4 => (hand * 2).min(10_000),
                _ => hand,
            };
        }
        if total > 0 {
            told.push(format!("{total} {name}"));
        }
    }
    if stderr().is_terminal() {
        eprint!("\r");
    }
    println!("forgotten: {}", if told.is_empty() { "nothing".to_owned() } else { told.join(", ") });
    Ok(())
}

/// Does what is due in all mailboxes, one after the other; a server that cannot be reached is asked once.
fn spool(app: &mut App, owner: &mut Database) -> Result<(), Error> {
    let Some(config) = app.config.imap.clone() else { return Ok(()) };
    let (mut after, mut done, mut kept) = (String::new(), 0, 0);
    loop {
        let claimed = owner.spool_sweep(&after, LEASE)?;
        let (Some(party), Some(claim)) = (claimed["party"].as_str(), claimed["claim"].as_str()) else { break };
        let limit = Duration::from_secs(LEASE.unsigned_abs().into()) / 2;
        let mut tell = |answer| drop(app.deliver(answer));
        let tally = spool::work(owner, &config, claim, &claimed["work"], limit, &mut tell)?;
        done += tally.done;
        kept += tally.kept;
        if tally.unreachable {
            break;
        }
        // A full hand was given out: there may be more of the same.
        if tally.kept > 0 || tally.done < HAND {
            party.clone_into(&mut after);
        }
    }
    if done + kept > 0 {
        println!("{done} things were done in mailboxes, {kept} wait in the spool");
    }
    Ok(())
}
