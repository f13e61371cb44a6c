//! `pageboy token`: tokens by which scripts send in the name of a party.

use super::{failed, owner};
use crate::config::{DirectoryKind, OwnerConfig, WorkerConfig};
use crate::directory::{Directory, ldap, remote};
use crate::error::Error;
use crate::secret;
use clap::Subcommand;
use serde_json::json;

/// What can be done with tokens.
#[derive(Subcommand)]
pub enum Command {
    /// Make a token for a party and print it, once; only its hash is stored
    Add {
        /// The party in whose name scripts will send
        party: String,
        /// What it is for, to recognise it in the list
        #[arg(long, default_value = "")]
        label: String,
    },
    /// List all tokens: number, party, label, made, last used
    List,
    /// Revoke a token
    Revoke {
        /// Its number in the list
        number: i64,
    },
}

/// Does it.
///
/// # Errors
/// Why not, in a sentence.
pub fn run(command: Command) -> Result<(), Error> {
    match command {
        Command::Add { party, label } => add(&party, &label),
        Command::List => list(),
        Command::Revoke { number } => revoke(number),
    }
}

fn add(party: &str, label: &str) -> Result<(), Error> {
    let token = secret::identifier()?;
    let mut client = owner()?;
    learn(&mut client, party)?;
    let added = client
        .execute(
            "INSERT INTO pageboy.token (hash, party, label) SELECT $1, id, $3 FROM pageboy.party WHERE id = $2",
            &[&secret::hash(&token), &party, &label],
        )
        .map_err(|source| failed("token add", source))?;
    if added == 0 {
        return Err(Error::Command(format!("there is no party {party}")));
    }
    println!("{token}");
    Ok(())
}

/// Where people come from LDAP, the records may not have heard of this one yet.
fn learn(client: &mut postgres::Client, party: &str) -> Result<(), Error> {
    if OwnerConfig::load()?.directory == DirectoryKind::Sql {
        return Ok(());
    }
    let Directory::Ldap(ldap) = Directory::of(&WorkerConfig::load()?) else { return Ok(()) };
    let wanted = party.to_owned();
    let Some(entry) = ldap::ask(&ldap, remote::WHEN_ASKED, move |conversation| conversation.party(&wanted))? else {
        return Err(Error::Command(format!("the directory has no party {party}")));
    };
    client
        .execute("SELECT pageboy.directory_has($1, $2)", &[&json!(entry), &ldap.fresh_seconds])
        .map_err(|source| failed("token add", source))?;
    Ok(())
}

fn list() -> Result<(), Error> {
    let rows = owner()?
        .query(
            "SELECT id, party, label, to_char(made AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
                    coalesce(to_char(used AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 'never')
             FROM pageboy.token ORDER BY id",
            &[],
        )
        .map_err(|source| failed("token list", source))?;
    for row in rows {
        let text = |column: usize| row.get::<_, String>(column);
        println!("{}\t{}\t{}\tmade {}\tused {}", row.get::<_, i64>(0), text(1), text(2), text(3), text(4));
    }
    Ok(())
}

fn revoke(number: i64) -> Result<(), Error> {
    let revoked = owner()?
        .execute("DELETE FROM pageboy.token WHERE id = $1", &[&number])
        .map_err(|source| failed("token revoke", source))?;
    if revoked == 0 {
        return Err(Error::Command(format!("there is no token {number}")));
    }
    println!("token {number} is revoked");
    Ok(())
}
