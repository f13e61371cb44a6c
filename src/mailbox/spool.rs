//! Does the spool's work: what a message still needs in mailboxes. The database gives it out to one process
//! at a time and takes each row back as done, failed, or unsure.

use super::imap::{self, Account, Trouble};
use super::mail::{self, Mail};
use crate::config::ImapConfig;
use crate::db::Database;
use crate::error::Error;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{HashSet, VecDeque};
use std::time::{Duration, Instant};

/// How long one mailbox may take for one task.
const TASK: Duration = Duration::from_secs(3);

/// One row of the spool.
#[derive(Clone, Debug, Deserialize)]
struct Task {
    position: i64,
    kind: Kind,
    mailbox: String,
    message: String,
    /// It was begun before, and may have been done.
    again: bool,
    seen: bool,
    mail: Option<Mail>,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Deliver,
    Copy,
    Seen,
    Answered,
    Trash,
}

/// What came of some work.
#[derive(Debug, Default)]
pub struct Tally {
    /// Rows that are done.
    pub done: usize,
    /// Rows that stay in the spool.
    pub kept: usize,
    /// The server could not be reached.
    pub unreachable: bool,
}

/// Does what the database gave out for `claim`, until `limit` is over. `tell` gets every answer of the
/// database, for what is to be pushed.
///
/// # Errors
/// The database cannot be asked. What was being done then is looked up before it is done again.
pub fn work(
    database: &mut Database,
    config: &ImapConfig,
    claim: &str,
    given: &Value,
    limit: Duration,
    tell: &mut dyn FnMut(Value),
) -> Result<Tally, Error> {
    let start = Instant::now();
    let mut tally = Tally::default();
    let mut tasks: VecDeque<Task> = understood(given)?.into();
    let mut account: Option<(String, Result<Account, Trouble>)> = None;
    let mut failed: HashSet<(String, String)> = HashSet::new();
    while let Some(mut task) = tasks.pop_front() {
        if start.elapsed() > limit {
            break;
        }
        if account.as_ref().is_none_or(|(mailbox, _)| *mailbox != task.mailbox) {
            if let Some((_, Ok(previous))) = account.take() {
                previous.close();
            }
            account = Some((task.mailbox.clone(), Account::open(config, &task.mailbox, TASK)));
        }
        let subject = (task.mailbox.clone(), task.message.clone());
        let result = match &mut account {
            _ if failed.contains(&subject) => Err(Trouble::Failed("something before it is not done yet".to_owned())),
            Some((_, Ok(account))) => {
                if let Some(voice) = task.mail.as_mut().and_then(|mail| mail.voice.as_mut()) {
                    voice.bytes = database.spool_voice(claim, task.position)?;
                }
                carry_out(account, &task, &config.mail_domain)
            }
            Some((_, Err(trouble))) => Err(trouble.clone()),
            None => Err(Trouble::Failed("no mailbox".to_owned())),
        };
        if let Err(trouble) = &result {
            if !matches!(trouble, Trouble::Failed(words) if words.starts_with("something before")) {
                let (kind, message, mailbox) = (task.kind, &task.message, &task.mailbox);
                ::log::warn!("IMAP: {kind:?} {message} for {mailbox} at {}:{}: {trouble}", config.host, config.port);
            }
            failed.insert(subject);
            // A conversation that broke off is not gone on with.
            if let (Trouble::Unsure(_), Some((_, open))) = (trouble, &mut account) {
                *open = Err(Trouble::Failed(trouble.to_string()));
            }
        }
        let (problem, how) = match &result {
            Ok(()) => (None, "done"),
            Err(trouble) => (Some(trouble.to_string()), how(trouble, task.kind)),
        };
        match result {
            Ok(()) => tally.done += 1,
            Err(_) => tally.kept += 1,
        }
        let answer = database.spool_done(claim, task.position, problem.as_deref(), how)?;
        for more in understood(&answer["work"])?.into_iter().rev() {
            tasks.push_front(more);
        }
        tell(answer);
        if how == "unreachable" {
            tally.kept += tasks.len();
            tally.unreachable = true;
            break;
        }
    }
    if let Some((_, Ok(account))) = account {
        account.close();
    }
    Ok(tally)
}

/// Only a mail could be put there twice; all else may be done twice.
fn how(trouble: &Trouble, kind: Kind) -> &'static str {
    match (trouble, kind) {
        (Trouble::Unreachable(_), _) => "unreachable",
        (Trouble::Unsure(_), Kind::Deliver | Kind::Copy) => "unsure",
        _ => "failed",
    }
}

fn carry_out(account: &mut Account, task: &Task, domain: &str) -> Result<(), Trouble> {
    let raw = || match &task.mail {
        Some(Mail { voice: Some(voice), .. }) if voice.bytes.is_empty() => {
            Err(Trouble::Failed("there is no recording".to_owned()))
        }
        Some(mail) => Ok(mail::build(mail, domain)),
        None => Err(Trouble::Failed("there is no message".to_owned())),
    };
    let size = task.mail.as_ref().and_then(|mail| mail.voice.as_ref()).map_or(0, |voice| voice.bytes.len());
    account.allow(TASK + imap::time_to_carry(size));
    match task.kind {
        Kind::Deliver => account.deliver(&task.message, &raw()?, task.seen, task.again),
        Kind::Copy => account.copy(&task.message, &raw()?, task.again),
        Kind::Seen => account.flag(&task.message, "\\Seen"),
        Kind::Answered => account.flag(&task.message, "\\Answered"),
        Kind::Trash => account.discard(&task.message),
    }
}

fn understood(given: &Value) -> Result<Vec<Task>, Error> {
    Vec::deserialize(given).map_err(|error| Error::Records { operation: "spool_work", problem: error.to_string() })
}
