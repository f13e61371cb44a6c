//! `pageboy migrate`: brings the database up to date with `sql/`, which is in the binary.

use crate::error::Error;

mod embedded {
    refinery::embed_migrations!("sql");
}

/// Runs what has not been run yet, each file in a transaction of its own.
///
/// # Errors
/// The database cannot be reached, or a migration fails and leaves it as it was.
pub fn run() -> Result<(), Error> {
    let mut client = super::owner()?;
    let report = embedded::migrations::runner()
        .run(&mut client)
        .map_err(|error| Error::Database { operation: "migrate", source: Box::new(error) })?;
    for migration in report.applied_migrations() {
        println!("applied {migration}");
    }
    if report.applied_migrations().is_empty() {
        println!("the database is up to date");
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
