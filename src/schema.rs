//! The records that this program was written for: the tables that `sql/migrations` makes, and the functions of
//! `sql/functions`. The functions are replaced all together, and with them comes one whose name is the fingerprint of
//! them and the tables. Every call asks for it, so a program that meets records of another version does nothing.

use postgres::GenericClient;

include!(concat!(env!("OUT_DIR"), "/functions.rs"));

/// Brings records that were made before the first release to what the first migration makes.
pub const ADOPT: &str = include_str!("../sql/adopt.sql");

/// What a program calls itself in the records.
pub const PROGRAM: &str = concat!("Pageboy ", env!("CARGO_PKG_VERSION"));

mod embedded {
    refinery::embed_migrations!("sql/migrations");
}

/// The migrations that this program has, in their order.
#[must_use]
pub fn migrations() -> Vec<refinery::Migration> {
    let mut migrations = embedded::migrations::runner().get_migrations().clone();
    migrations.sort_by_key(refinery::Migration::version);
    migrations
}

/// What runs them.
#[must_use]
pub fn runner() -> refinery::Runner {
    embedded::migrations::runner()
}

/// How the records stand to this program.
#[derive(Debug, Eq, PartialEq)]
pub enum Standing {
    /// They are those that it was written for.
    Current,
    /// They are older, or there are none yet: `pageboy migrate` has something to do.
    Behind {
        /// The migrations that were not applied yet.
        missing: Vec<String>,
        /// The program whose functions are installed.
        program: Option<String>,
    },
    /// They were made before the first release, when migrations had other names.
    Unreleased,
    /// A later program has changed the tables.
    Ahead {
        /// The migrations that this program does not know.
        unknown: Vec<String>,
    },
    /// A migration is not the one that this program has under its name.
    Foreign {
        /// Its name.
        migration: String,
    },
}

/// Compares the records with this program, as their owner.
///
/// # Errors
/// What the database says when it cannot be asked.
pub fn standing(client: &mut impl GenericClient) -> Result<Standing, postgres::Error> {
    let applied = applied(client)?;
    if applied.first().is_some_and(|first| first.name == "V1__records") {
        return Ok(Standing::Unreleased);
    }
    let known = migrations();
    let names: Vec<String> = known.iter().map(ToString::to_string).collect();
    if applied.len() > known.len() {
        return Ok(Standing::Ahead { unknown: applied.into_iter().skip(known.len()).map(|one| one.name).collect() });
    }
    let other = applied
        .iter()
        .zip(&known)
        .find(|(found, known)| found.name != known.to_string() || found.checksum != known.checksum().to_string());
    if let Some((found, _)) = other {
        return Ok(Standing::Foreign { migration: found.name.clone() });
    }
    let missing: Vec<String> = names.into_iter().skip(applied.len()).collect();
    if missing.is_empty() && has(client, &format!("pageboy.version_{VERSION}()"))? {
        return Ok(Standing::Current);
    }
    let program = match has(client, "pageboy.program()")? {
        true => client.query_one("SELECT pageboy.program()", &[])?.get(0),
        false => None,
    };
    Ok(Standing::Behind { missing, program })
}

struct Applied {
    name: String,
    checksum: String,
}

fn applied(client: &mut impl GenericClient) -> Result<Vec<Applied>, postgres::Error> {
    let found = client.query_one("SELECT to_regclass('public.refinery_schema_history') IS NOT NULL", &[])?;
    if !found.get::<_, bool>(0) {
        return Ok(Vec::new());
    }
    let rows = client.query(
        "SELECT 'V' || version || '__' || name, checksum FROM public.refinery_schema_history ORDER BY version",
        &[],
    )?;
    Ok(rows.iter().map(|row| Applied { name: row.get(0), checksum: row.get(1) }).collect())
}

fn has(client: &mut impl GenericClient, function: &str) -> Result<bool, postgres::Error> {
    client.query_one("SELECT to_regprocedure($1) IS NOT NULL", &[&function]).map(|row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_that_was_released_never_changes() {
        let released = [("V1__tables", 2_925_019_534_575_737_657), ("V3__sessions", 17_741_582_722_660_149_075)];
        for (migration, (name, checksum)) in migrations().iter().zip(released) {
            assert_eq!((migration.to_string().as_str(), migration.checksum()), (name, checksum));
        }
    }
}
