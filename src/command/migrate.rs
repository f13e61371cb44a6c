//! `pageboy migrate`: brings the database up to date with `sql/`, which is in the binary.

use crate::config::OwnerConfig;
use crate::error::Error;
use postgres::NoTls;

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
    let mut client = config.database.connect(NoTls).map_err(|source| super::failed("connect as the owner", source))?;
    let report = embedded::migrations::runner()
        .run(&mut client)
        .map_err(|error| Error::Database { operation: "migrate", source: Box::new(error) })?;
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
    Ok(())
}

/// The names of the migrations that this binary has, in their order.
#[must_use]
pub fn known() -> Vec<String> {
    let mut migrations: Vec<_> = embedded::migrations::runner().get_migrations().clone();
    migrations.sort_by_key(refinery::Migration::version);
    migrations.iter().map(ToString::to_string).collect()
}
