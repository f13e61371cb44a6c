//! `pageboy migrate`: brings the records up to date with `sql/`, which is in the program.

use super::failed;
use crate::config::{MailboxKind, OwnerConfig};
use crate::error::Error;
use crate::primary;
use crate::schema::{self, Standing};
use postgres::Client;

/// Runs the migrations that have not been run yet, each in a transaction of its own, replaces the functions where they
/// are others, and writes down from the configuration where people come from. Of two at once, one waits.
///
/// # Errors
/// The database cannot be reached, the records are newer than this program, or a step fails and leaves them as they were.
pub fn run() -> Result<(), Error> {
    let config = OwnerConfig::load()?;
    let mut other = primary::connect(&config.database)?;
    let _alone = alone(&mut other)?;
    let mut client = primary::connect(&config.database)?;
    match schema::standing(&mut client).map_err(|source| failed("migrate", source))? {
        Standing::Current => println!("the database is up to date"),
        Standing::Behind { .. } => advance(&mut client)?,
        Standing::Unreleased => {
            adopt(&mut client)?;
            println!("took over the records of an earlier Pageboy");
            advance(&mut client)?;
        }
        Standing::Ahead { unknown } => return Err(Error::Command(newer(&unknown))),
        Standing::Foreign { migration } => return Err(Error::Command(foreign(&migration))),
    }
    people(&mut client, config.directory.name())?;
    mailboxes(&mut client, config.mailbox)
}

/// What is told of records that a later program has changed.
#[must_use]
pub fn newer(unknown: &[String]) -> String {
    format!(
        "the records are newer than this program, which is {} and does not know {}",
        schema::PROGRAM,
        unknown.join(", ")
    )
}

/// What is told of a migration that was changed by hand, or belongs to another program.
#[must_use]
pub fn foreign(migration: &str) -> String {
    format!("the migration {migration} that was applied is not the one of this program")
}

/// Until the transaction ends nobody else migrates.
fn alone(client: &mut Client) -> Result<postgres::Transaction<'_>, Error> {
    let mut transaction = client.transaction().map_err(|source| failed("migrate", source))?;
    transaction
        .execute("SELECT pg_advisory_xact_lock(hashtext('pageboy migrate'))", &[])
        .map_err(|source| failed("waiting for another `pageboy migrate`", source))?;
    Ok(transaction)
}

fn advance(client: &mut Client) -> Result<(), Error> {
    let report = schema::runner().run(client).map_err(|error| Error::database("migrate", &error))?;
    for migration in report.applied_migrations() {
        println!("applied {migration}");
    }
    functions(client).map_err(|source| failed("functions", source))?;
    println!("installed the functions of {}", schema::PROGRAM);
    Ok(())
}

/// Replaces every function but those that tables check their values with, which belong to the migrations.
fn functions(client: &mut Client) -> Result<(), postgres::Error> {
    let mut transaction = client.transaction()?;
    transaction.batch_execute("SET LOCAL check_function_bodies = off; SET LOCAL search_path = pageboy, pg_temp")?;
    let old = transaction.query(
        "SELECT p.oid::regprocedure::text FROM pg_proc p
         WHERE p.pronamespace = 'pageboy'::regnamespace
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid)",
        &[],
    )?;
    for function in old {
        transaction.batch_execute(&format!("DROP FUNCTION {}", function.get::<_, String>(0)))?;
    }
    for file in schema::FUNCTIONS {
        transaction.batch_execute(file)?;
    }
    transaction.batch_execute(&format!(
        "CREATE FUNCTION version_{0}() RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
         GRANT EXECUTE ON FUNCTION version_{0}() TO pageboy_web;
         CREATE FUNCTION program() RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''{1}''';",
        schema::VERSION,
        schema::PROGRAM
    ))?;
    transaction.commit()
}

/// Records from before the first release become those that the first migration makes, and are called so.
fn adopt(client: &mut Client) -> Result<(), Error> {
    let failed = |source| failed("taking over the records", source);
    let first = schema::migrations().swap_remove(0);
    let mut transaction = client.transaction().map_err(failed)?;
    transaction.batch_execute(schema::ADOPT).map_err(failed)?;
    transaction.execute("DELETE FROM public.refinery_schema_history WHERE version > 1", &[]).map_err(failed)?;
    transaction
        .execute(
            "UPDATE public.refinery_schema_history SET name = $1, checksum = $2",
            &[&first.name(), &first.checksum().to_string()],
        )
        .map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// Writes down where people come from.
fn people(client: &mut Client, directory: &str) -> Result<(), Error> {
    let changed = client
        .execute("UPDATE pageboy.installation SET directory = $1 WHERE directory <> $1", &[&directory])
        .map_err(|source| failed("migrate", source))?;
    if changed > 0 {
        println!("people come from {directory} from now on");
    }
    Ok(())
}

/// Writes down where messages live. What is in SQL mailboxes follows into IMAP.
fn mailboxes(client: &mut Client, kind: MailboxKind) -> Result<(), Error> {
    let failed = |source| failed("mailboxes", source);
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
