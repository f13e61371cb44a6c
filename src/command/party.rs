//! `pageboy party`: who can log in, and who may reach them.

use super::{failed, owner, read_password};
use crate::config::{DirectoryKind, OwnerConfig};
use crate::directory::{is_id, parse_list};
use crate::error::Error;
use crate::mailbox::imap::is_mailbox;
use crate::mailbox::mail::is_address;
use crate::secret;
use clap::{Args, Subcommand};
use postgres::Client;

/// What can be done with parties.
#[derive(Subcommand)]
pub enum Command {
    /// Add a party; its password is read from standard input
    Add {
        /// Lower-case letters, digits and ._@- (64 at most), for logging in
        id: String,
        /// What is to be known of it
        #[command(flatten)]
        attributes: Attributes,
    },
    /// Change a party's attributes
    Set {
        /// The party
        id: String,
        /// What is to be known of it
        #[command(flatten)]
        attributes: Attributes,
        /// Lock the party out: its sessions end, nobody can page it
        #[arg(long, conflicts_with = "unlock")]
        lock: bool,
        /// Let the party in again
        #[arg(long)]
        unlock: bool,
    },
    /// Change a party's password, which is read from standard input, and end its sessions
    Passwd {
        /// The party
        id: String,
    },
    /// List all parties
    List,
    /// Remove a party with its mailbox
    Remove {
        /// The party
        id: String,
    },
}

/// What is known of a party.
#[derive(Args)]
pub struct Attributes {
    /// The name that people read
    #[arg(long)]
    name: Option<String>,
    /// Who may send to it: everyone, nobody, or a list such as 'party:alice group:ward'
    #[arg(long, value_name = "LIST")]
    accept: Option<String>,
    /// Whose messages may be urgent, in the same form
    #[arg(long, value_name = "LIST")]
    urgent: Option<String>,
    /// The groups that it belongs to, separated by commas; '' for none
    #[arg(long, value_name = "NAMES")]
    groups: Option<String>,
    /// Its address in the headers of mails; '' for one made of the id and mail_domain
    #[arg(long, value_name = "ADDRESS")]
    mail: Option<String>,
    /// The name of its mailbox on the IMAP server; '' for the id
    #[arg(long, value_name = "NAME")]
    mailbox: Option<String>,
}

/// Does it.
///
/// # Errors
/// Why not, in a sentence.
pub fn run(command: Command) -> Result<(), Error> {
    let changes_people = matches!(command, Command::Add { .. } | Command::Set { .. } | Command::Passwd { .. });
    if changes_people && OwnerConfig::load()?.directory == DirectoryKind::Ldap {
        let why = "people are kept in the directory (LDAP): add, change and lock them there. `pageboy party list` shows \
                   whom Pageboy has seen, `remove` takes the mailbox of one who is gone";
        return Err(Error::Command(why.into()));
    }
    match command {
        Command::Add { id, attributes } => add(&id, &attributes),
        Command::Set { id, attributes, lock, unlock } => set(&id, &attributes, lock, unlock),
        Command::Passwd { id } => passwd(&id),
        Command::List => list(),
        Command::Remove { id } => remove(&id),
    }
}

fn add(id: &str, attributes: &Attributes) -> Result<(), Error> {
    if !is_id(id) {
        return Err(Error::Command(format!(
            "\"{id}\" cannot be a party's id: lower-case letters, digits and ._@- (64 at most)"
        )));
    }
    let columns = Columns::of(attributes)?;
    let (salt, verifier) = secret::verifier(&read_password()?)?;
    let mut client = owner()?;
    let added = transaction(&mut client, |transaction| {
        let added = transaction.execute(
            "INSERT INTO pageboy.party (id, name, salt, verifier, accept, urgent, groups, mail, mailbox)
             VALUES ($1, coalesce($2::text, initcap($1)), $3, $4, coalesce($5::text[], '{everyone}'), coalesce($6::text[], '{everyone}'),
                     coalesce($7::text[], '{}'), coalesce($8::text, ''), coalesce($9::text, ''))
             ON CONFLICT (id) DO NOTHING",
            &[
                &id,
                &attributes.name,
                &salt,
                &verifier,
                &columns.accept,
                &columns.urgent,
                &columns.groups,
                &attributes.mail,
                &attributes.mailbox,
            ],
        )?;
        transaction.execute("INSERT INTO pageboy.registry (party) VALUES ($1) ON CONFLICT DO NOTHING", &[&id])?;
        Ok(added)
    })?;
    if added == 0 {
        return Err(Error::Command(format!("there is a party {id} already; `pageboy party set` changes it")));
    }
    println!("{id} can log in now");
    Ok(())
}

fn set(id: &str, attributes: &Attributes, lock: bool, unlock: bool) -> Result<(), Error> {
    let columns = Columns::of(attributes)?;
    let locked = if lock {
        Some(true)
    } else if unlock {
        Some(false)
    } else {
        None
    };
    let mut client = owner()?;
    let changed = transaction(&mut client, |transaction| {
        hold(transaction, id)?;
        let changed = transaction.execute(
            "UPDATE pageboy.party
             SET name = coalesce($2, name), accept = coalesce($3, accept), urgent = coalesce($4, urgent),
                 groups = coalesce($5, groups), locked = coalesce($6, locked), mail = coalesce($7, mail),
                 mailbox = coalesce($8, mailbox)
             WHERE id = $1",
            &[
                &id,
                &attributes.name,
                &columns.accept,
                &columns.urgent,
                &columns.groups,
                &locked,
                &attributes.mail,
                &attributes.mailbox,
            ],
        )?;
        if lock {
            end_sessions(transaction, id)?;
        }
        Ok(changed)
    })?;
    known(id, changed)?;
    println!("{id} is changed");
    Ok(())
}

fn passwd(id: &str) -> Result<(), Error> {
    let (salt, verifier) = secret::verifier(&read_password()?)?;
    let mut client = owner()?;
    let changed = transaction(&mut client, |transaction| {
        end_sessions(transaction, id)?;
        transaction.execute("DELETE FROM pageboy.login_try WHERE party = $1", &[&id])?;
        transaction.execute("UPDATE pageboy.party SET salt = $2, verifier = $3 WHERE id = $1", &[&id, &salt, &verifier])
    })?;
    known(id, changed)?;
    println!("{id} has a new password, and is logged out everywhere");
    Ok(())
}

fn list() -> Result<(), Error> {
    let rows = owner()?
        .query(
            "SELECT id, name, array_to_string(accept, ' '), array_to_string(urgent, ' '),
                    array_to_string(groups, ','), locked FROM pageboy.party ORDER BY id",
            &[],
        )
        .map_err(|source| failed("party list", source))?;
    for row in rows {
        let text = |column: usize| row.get::<_, String>(column);
        let locked = if row.get(5) { "\tlocked" } else { "" };
        println!("{}\t{}\taccept={}\turgent={}\tgroups={}{locked}", text(0), text(1), text(2), text(3), text(4));
    }
    Ok(())
}

fn remove(id: &str) -> Result<(), Error> {
    let removed = transaction(&mut owner()?, |transaction| {
        hold(transaction, id)?;
        transaction.execute("DELETE FROM pageboy.party WHERE id = $1", &[&id])
    })?;
    known(id, removed)?;
    println!("{id} is gone, and its mailbox with it");
    Ok(())
}

/// The lists as columns; an attribute that was not given leaves its column as it is.
struct Columns {
    accept: Option<Vec<String>>,
    urgent: Option<Vec<String>>,
    groups: Option<Vec<String>>,
}

impl Columns {
    fn of(attributes: &Attributes) -> Result<Columns, Error> {
        if attributes.name.as_ref().is_some_and(|name| name.trim().is_empty() || name.chars().count() > 100) {
            return Err(Error::Command("a name has between 1 and 100 characters".into()));
        }
        if attributes.mail.as_deref().is_some_and(|mail| !mail.is_empty() && !is_address(mail)) {
            return Err(Error::Command("an address looks like bob@example.org".into()));
        }
        if attributes.mailbox.as_deref().is_some_and(|name| !name.is_empty() && !is_mailbox(name)) {
            return Err(Error::Command("a mailbox's name has letters, digits and ._@+-=~ only".into()));
        }
        let list = |text: &Option<String>| text.as_deref().map(parse_list).transpose();
        let groups = attributes.groups.as_deref().map(parse_groups).transpose()?;
        Ok(Columns { accept: list(&attributes.accept)?, urgent: list(&attributes.urgent)?, groups })
    }
}

fn parse_groups(text: &str) -> Result<Vec<String>, Error> {
    let groups: Vec<String> = text.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    match groups.iter().find(|name| !is_id(name)) {
        Some(name) => Err(Error::Command(format!("\"{name}\" cannot be a group's name"))),
        None => Ok(groups),
    }
}

/// The lock under which workers change the party's records; who takes it first never waits crosswise.
fn hold(transaction: &mut postgres::Transaction, id: &str) -> Result<(), postgres::Error> {
    transaction.execute("SELECT FROM pageboy.registry WHERE party = $1 FOR UPDATE", &[&id]).map(drop)
}

fn end_sessions(transaction: &mut postgres::Transaction, id: &str) -> Result<(), postgres::Error> {
    hold(transaction, id)?;
    transaction.execute("UPDATE pageboy.session SET ended = true, alive_until = now() WHERE party = $1", &[&id])?;
    transaction.execute("UPDATE pageboy.credential SET ended = true WHERE party = $1", &[&id])?;
    transaction.execute(
        "UPDATE pageboy.message SET outcome = 'mailbox'
         WHERE id IN (SELECT message FROM pageboy.interruption WHERE party = $1 AND state IN ('queued', 'ringing'))",
        &[&id],
    )?;
    transaction.execute(
        "UPDATE pageboy.interruption SET state = CASE state WHEN 'open' THEN 'closed' ELSE 'over' END
         WHERE party = $1 AND state IN ('queued', 'ringing', 'open')",
        &[&id],
    )?;
    Ok(())
}

fn transaction<T>(
    client: &mut Client,
    work: impl FnOnce(&mut postgres::Transaction) -> Result<T, postgres::Error>,
) -> Result<T, Error> {
    client
        .transaction()
        .and_then(|mut transaction| {
            let result = work(&mut transaction)?;
            transaction.commit()?;
            Ok(result)
        })
        .map_err(|source| failed("party", source))
}

fn known(id: &str, rows: u64) -> Result<(), Error> {
    if rows == 0 { Err(Error::Command(format!("there is no party {id}"))) } else { Ok(()) }
}
