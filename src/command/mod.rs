//! What a sysadmin types.

pub mod check;
pub mod check_ldap;
pub mod check_roles;
pub mod migrate;
pub mod party;
pub mod sweep;
pub mod token;

use crate::config::{MasterConfig, OwnerConfig, WorkerConfig};
use crate::error::Error;
use crate::render::Templates;
use crate::{primary, process};
use clap::{Parser, Subcommand};
use nix::sys::signal::Signal;
use std::io::{BufRead, IsTerminal, Read};

const MANUAL: &str = "\
FILES
  /etc/pageboy/pageboy.toml   the configuration; every option is explained in it

ENVIRONMENT
  PAGEBOY_CONFIG    another configuration file
  PAGEBOY_<OPTION>  an option, in capitals: PAGEBOY_SPARES for spares, and so on;
                    the environment wins

SIGNALS (of `pageboy serve`)
  TERM, INT   finish what is running, then leave; a second one leaves at once
  HUP         start afresh: new binary, new templates, new configuration, no connection dropped

CGI
  Run by a web server as a CGI program, pageboy answers one request and takes no arguments.

EXAMPLES
  pageboy migrate                                bring the database up to date
  pageboy party add bob --name 'Bob Baker'       asks for the password
  pageboy party set dave --accept nobody         nobody may page Dave
  pageboy party set bob --accept 'party:alice group:ward' --urgent group:ward
  pageboy token add disk-watch --label db1       prints a token for scripts, once
  pageboy check                                  what is wrong, and how to mend it

EXIT STATUS
  0 when it worked, 1 when it did not (the reason is on standard error), 2 for a wrong command line.";

/// Pages people: a message interrupts the recipient's browser session and brings the answer back.
#[derive(Parser)]
#[command(name = "pageboy", version, after_long_help = MANUAL, after_help = "`pageboy --help` is the manual.")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests: starts the master, which keeps the front and the warm workers
    Serve {
        /// Only read the configuration and compile the templates
        #[arg(long)]
        dry_run: bool,
    },
    /// Bring the database up to date (as its owner)
    Migrate,
    /// Look at configuration, database, directory, mailbox, spool and push; say what is wrong and how to mend it
    Check,
    /// Tidy up: rung-out interruptions, expired sessions; for cron or a systemd timer
    Sweep,
    /// Who can log in (as the database's owner)
    #[command(subcommand)]
    Party(party::Command),
    /// Tokens by which scripts send (as the database's owner)
    #[command(subcommand)]
    Token(token::Command),
}

/// Runs what the command line says.
///
/// # Errors
/// Why it did not work.
pub fn run() -> Result<(), Error> {
    let command = CommandLine::parse().command;
    if !matches!(command, Command::Serve { .. }) {
        // `pageboy party list | head -3` ends quietly, as other commands do.
        process::system::restore(Signal::SIGPIPE)
            .map_err(|source| Error::System { operation: "SIGPIPE", source: source.into() })?;
    }
    match command {
        Command::Serve { dry_run } => serve(dry_run),
        Command::Migrate => migrate::run(),
        Command::Check => check::run(),
        Command::Sweep => sweep::run(),
        Command::Party(command) => party::run(command),
        Command::Token(command) => token::run(command),
    }
}

fn serve(dry_run: bool) -> Result<(), Error> {
    let config = MasterConfig::load()?;
    crate::log::start(&config.log_level);
    if dry_run {
        // What the workers read is tried as well: they could not start with what is wrong there.
        WorkerConfig::load()?;
        return Templates::load(&config.templates, &config.static_url).map(|_| ());
    }
    let listener = process::listen::open(&config)?;
    process::master::run(config, listener)
}

/// A connection as the owner of the records.
///
/// # Errors
/// The configuration is wrong, or the database cannot be reached.
pub fn owner() -> Result<postgres::Client, Error> {
    primary::connect(&OwnerConfig::load()?.database)
}

/// A fault of the database while a command ran.
pub fn failed(operation: &'static str, source: postgres::Error) -> Error {
    Error::database(operation, &source)
}

/// The one line of standard input that is a password or, at a terminal, what is typed there unseen.
///
/// # Errors
/// There is none, or it is shorter than eight characters.
pub fn read_password() -> Result<String, Error> {
    let line = if std::io::stdin().is_terminal() {
        rpassword::prompt_password("Password: ")
    } else {
        let mut line = String::new();
        std::io::stdin().lock().take(2048).read_line(&mut line).map(|_| line)
    }
    .map_err(|source| Error::System { operation: "reading the password", source })?;
    let password = line.trim_end_matches(['\r', '\n']);
    match password.chars().count() {
        8..=1024 => Ok(password.to_owned()),
        _ => Err(Error::Command("a password has at least 8 characters; give it as a line on standard input".into())),
    }
}
