//! `pageboy sweep`: ends rung-out interruptions, forgets expired sessions, and delivers what waits in the
//! spool. But for the spool everything is right on reading without it; it tells senders in time and keeps
//! the tables small. Root does it as the service's user, whom the database knows.

use crate::app::App;
use crate::config::{MasterConfig, OwnerConfig, WorkerConfig};
use crate::db::Database;
use crate::error::Error;
use crate::mailbox::spool;
use crate::process;
use crate::render::Templates;
use std::time::Duration;

/// How long what was claimed for one mailbox is this command's, in seconds.
const LEASE: i32 = 60;

/// How much is given out at once; the same number is in `spool_sweep` in SQL.
const HAND: usize = 100;

/// Sweeps once.
///
/// # Errors
/// The configuration is wrong, or the database cannot be asked.
pub fn run() -> Result<(), Error> {
    // Only the owner of the records may deliver for everybody; root is it, until it becomes the service's user.
    let owner = owner();
    process::become_user(&MasterConfig::load()?.user)?;
    let config = WorkerConfig::load()?;
    let templates = Templates::load(&config.templates, "")?;
    // Mail servers are listened to from here on. Memory is not limited: one mailbox must not end the work for all.
    process::sandbox::enter(&config)?;
    let mut app = App::new(config, templates);
    let answer = app.database.sweep()?;
    let answer = app.deliver(answer);
    app.finish();
    println!("{} expired sessions and {} old messages were removed", answer["sessions"], answer["messages"]);
    match owner? {
        Some(mut owner) => spool(&mut app, &mut owner),
        None => Ok(()),
    }
}

fn owner() -> Result<Option<Database>, Error> {
    let config = WorkerConfig::load()?;
    if config.imap.is_none() {
        return Ok(None);
    }
    let mut database = Database::as_owner(&config, OwnerConfig::load()?.database);
    database.connect()?;
    Ok(Some(database))
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
