//! `pageboy migrate`: brings the database up to date with `sql/`, which is in the binary.

use crate::config::{MailboxKind, OwnerConfig};
use crate::error::Error;
use crate::primary;

mod embedded {
    refinery::embed_migrations!("sql");
}

/// Runs what has not been run yet, each file in a transaction of its own, and writes down from the configuration where
/// people come from.
///
/// # Errors
/// The database cannot be reached, or a migration fails and leaves it as it was.
pub fn run() -> Result<(), Error> {
    let config = OwnerConfig::load()?;
    let mut client = primary::connect(&config.database)?;
    let report = embedded::migrations::runner().run(&mut client).map_err(|error| Error::database("migrate", &error))?;
    for migration in report.applied_migrations() {
        println!("applied {migration}");
    }
    if report.applied_migrations().is_empty() {
        println!("the database is up to date");
    }
    let directory = config.directory.name();
    let changed = client
        .execute("UPDATE pageboy.installation SET directory = $1 WHERE directory <> $1", &[&directory])
        .map_err(|source| super::failed("migrate", source))?;
    if changed > 0 {
        println!("people come from {directory} from now on");
    }
    mailboxes(&mut client, config.mailbox)
}

/// Writes down where messages live. What is in SQL mailboxes follows into IMAP.
fn mailboxes(client: &mut postgres::Client, kind: MailboxKind) -> Result<(), Error> {
    let failed = |source| super::failed("mailboxes", source);
    let mut transaction = client.transaction().map_err(failed)?;
    let changed = transaction
        .execute("UPDATE pageboy.installation SET mailbox = $1 WHERE mailbox <> $1", &[&kind.name()])
        .map_err(failed)?;
    let mut moving = 0;
    if changed > 0 && kind == MailboxKind::Imap {
        moving = transaction.query_one("SELECT pageboy.spool_all()", &[]).map_err(failed)?.get::<_, i64>(0);
    }
    transaction.commit().map_err(failed)?;
    if changed > 0 {
        println!("messages live in {} from now on", kind.name().to_uppercase());
    }
    if moving > 0 {
        println!("{moving} messages are in the spool; `pageboy sweep` puts them into their mailboxes");
    }
    Ok(())
}

/// The names of the migrations that this binary has, in their order.
#[must_use]
pub fn known() -> Vec<String> {
    let mut migrations: Vec<_> = embedded::migrations::runner().get_migrations().clone();
    migrations.sort_by_key(refinery::Migration::version);
    migrations.iter().map(ToString::to_string).collect()
}
