//! `pageboy check`: one line for each part, what is wrong with it and how to mend it.

use super::{check_ldap, check_roles, migrate};
use crate::app::App;
use crate::config::{DirectoryKind, ImapConfig, MailboxKind, MasterConfig, WorkerConfig};
use crate::directory::Directory;
use crate::error::Error;
use crate::mailbox::imap::{Account, Trouble};
use crate::process;
use crate::push::Push;
use crate::render::Templates;
use crate::schema::{self, Standing};
use crate::session;
use std::time::Duration;

/// What the driver says of a server that takes no writes, and how that is mended.
const STANDBY: &str = "does not allow writes";
const PROMOTE: &str = "the primary is away, and what answers is a standby: start the one, or promote the other \
                       (pg_ctl promote; Patroni does it by itself)";

/// What was found of one part.
pub type Finding = Result<String, Problem>;

/// What is wrong with it.
pub struct Problem {
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: &'static str,
}

/// Looks at everything and prints what it found.
///
/// # Errors
/// When something is wrong.
pub fn run() -> Result<(), Error> {
    let mut wrong = 0;
    let mut line = |part: &str, finding: Finding| match finding {
        Ok(what) => println!("ok     {part}: {what}"),
        Err(Problem { what, mend }) => {
            wrong += 1;
            println!("WRONG  {part}: {what}\n       mend: {mend}");
        }
    };
    // The owner's parts come first: after them root becomes the service's user, whom the database
    // and nginx's socket know, and who must be able to read what the workers read.
    match load() {
        Err(problem) => line("configuration", Err(problem)),
        Ok(config) => {
            let migrations = migrations();
            let owner_connects = migrations.is_ok();
            line("migrations", migrations);
            if owner_connects {
                line("roles", check_roles::settings());
            }
            if config.directory() == DirectoryKind::Sql {
                line("directory", directory());
            }
            let (imap, writable) = (imap_mailbox(), writable());
            match become_service_user(&config).and_then(|()| load_templates(&config)) {
                Err(problem) => line("configuration", Err(problem)),
                Ok((config, templates)) => {
                    line("configuration", configuration(&config));
                    let push = Push::from_config(&config);
                    let peers = config.peers.clone();
                    let mut app = App::new(config, templates);
                    let database = database(&mut app);
                    let answers = database.is_ok();
                    line("database", database);
                    if answers {
                        let agreed = as_migrated(&mut app);
                        if agreed.is_err() || app.config.ldap.is_some() {
                            line("directory", agreed);
                        }
                    }
                    if let Directory::Ldap(ldap) = &app.directory {
                        for finding in check_ldap::servers(ldap) {
                            line("directory", finding);
                        }
                    }
                    if answers {
                        line("mailbox", mailbox(&mut app, imap));
                        line("spool", spool(&mut app, writable));
                    }
                    line("push", push_works(&push));
                    if !peers.others().is_empty() {
                        line("peers", peers_answer(&app, peers.others()));
                    }
                    // The last part: it is tried by doing it, and cannot be undone.
                    line("sandbox", sandbox(&app.config));
                }
            }
        }
    }
    if wrong == 0 {
        println!("Everything is in order.");
        Ok(())
    } else {
        Err(Error::Command(format!("{wrong} {} wrong", if wrong == 1 { "thing is" } else { "things are" })))
    }
}

fn load() -> Result<MasterConfig, Problem> {
    MasterConfig::load().and_then(|config| WorkerConfig::load().map(|_| config)).map_err(in_configuration)
}

fn become_service_user(config: &MasterConfig) -> Result<(), Problem> {
    process::become_user(&config.user).map_err(in_configuration)
}

fn load_templates(config: &MasterConfig) -> Result<(WorkerConfig, Templates), Problem> {
    Templates::load(&config.templates, &config.static_url)
        .and_then(|templates| Ok((WorkerConfig::load()?, templates)))
        .map_err(in_configuration)
}

fn in_configuration(error: Error) -> Problem {
    Problem {
        what: error.to_string(),
        mend: "correct it in the configuration, where every option is explained, or let the service's user read the file",
    }
}

fn configuration(config: &WorkerConfig) -> Finding {
    if session::is_secure_context(&config.public_url) {
        Ok(format!(
            "{}, templates from {}, recordings up to {} seconds and {} bytes (nginx has a limit of its own)",
            config.public_url,
            config.templates.display(),
            config.voice.seconds,
            config.voice.bytes,
        ))
    } else {
        Err(Problem {
            what: format!("browsers keep no log-in of {}", config.public_url),
            mend: "serve the site over HTTPS and set public_url to its https:// address",
        })
    }
}

fn sandbox(config: &WorkerConfig) -> Finding {
    process::sandbox::enter(config).map(|confined| confined.to_string()).map_err(|error| Problem {
        what: error.to_string(),
        mend: "use a kernel that has both, or set sandbox = \"auto\"",
    })
}

fn database(app: &mut App) -> Finding {
    match app.database.connect().map(|_| ()).and_then(|()| app.database.health()) {
        Ok(_) if sees_tables(app) => Err(Problem {
            what: "workers could read and write every record".into(),
            mend: "let `database` connect as pageboy_web, who may only call functions, and no other role",
        }),
        Ok(_) => Ok("answers pageboy_web".into()),
        Err(error) => {
            let what = error.to_string();
            let mend = if what.contains("password") || what.contains("authentication") || what.contains("SASL") {
                "put the password of pageboy_web into the file that database_password_file names, \
                 or let pg_hba.conf and pg_ident.conf admit this system user as pageboy_web"
            } else if what.contains(STANDBY) {
                PROMOTE
            } else if what.contains("does not exist") {
                "run `pageboy migrate`; before the first time, sql/roles.sql as a superuser makes the roles and the database"
            } else if what.contains("permission denied") {
                "run `pageboy migrate`, and check that `database` connects as pageboy_web"
            } else {
                "check the option `database`, and that PostgreSQL (and PgBouncer, if it goes through it) runs; \
                 where it names several servers, this is the last one's answer"
            };
            Err(Problem { what, mend })
        }
    }
}

/// What a request process must not be able to do, whatever happens to it.
fn sees_tables(app: &mut App) -> bool {
    let statement = "SELECT has_table_privilege('pageboy.party', 'SELECT')";
    let asked = app.database.connect().ok().and_then(|client| client.query_typed(statement, &[]).ok());
    asked.and_then(|rows| rows.first()?.try_get(0).ok()).unwrap_or(false)
}

fn migrations() -> Finding {
    let standing = super::owner()
        .and_then(|mut client| schema::standing(&mut client).map_err(|source| super::failed("migrations", source)));
    let problem = |what: String, mend| Err(Problem { what, mend });
    match standing {
        Err(error) => {
            let what = error.to_string();
            let mend = if what.contains(STANDBY) {
                PROMOTE
            } else {
                "check the options `owner_database` and `owner_password_file`, or run this as a user that may connect as pageboy_owner"
            };
            problem(what, mend)
        }
        Ok(Standing::Current) => Ok(format!("the records are those of {}", schema::PROGRAM)),
        Ok(Standing::Behind { missing, .. }) if !missing.is_empty() => {
            problem(format!("missing: {}", missing.join(", ")), "run `pageboy migrate`")
        }
        Ok(Standing::Behind { program, .. }) => {
            let program = program.unwrap_or_else(|| "another program".into());
            problem(format!("the functions are those of another build of {program}"), "run `pageboy migrate`")
        }
        Ok(Standing::Unreleased) => {
            problem("the records are those of an earlier Pageboy".into(), "run `pageboy migrate`")
        }
        Ok(Standing::Ahead { unknown }) => problem(migrate::newer(&unknown), ITS_OWN),
        Ok(Standing::Foreign { migration }) => problem(migrate::foreign(&migration), ITS_OWN),
    }
}

/// What helps against records that belong to another Pageboy.
const ITS_OWN: &str = "install the Pageboy that the records belong to, or restore a backup that fits this one";

fn directory() -> Finding {
    let count = super::owner().and_then(|mut client| {
        let row = client
            .query_one("SELECT count(*) FROM pageboy.party WHERE NOT locked", &[])
            .map_err(|source| super::failed("directory", source))?;
        Ok(row.get::<_, i64>(0))
    });
    match count {
        Ok(0) => Err(Problem { what: "nobody can log in yet".into(), mend: "add a party: pageboy party add alice" }),
        Ok(count) => Ok(format!("SQL, {count} can log in")),
        Err(error) => {
            let what = error.to_string();
            let unmigrated = what.contains("does not exist");
            let mend = if unmigrated { "run `pageboy migrate`" } else { "check the option `owner_database`" };
            Err(Problem { what, mend })
        }
    }
}

/// The records refuse what belongs to another directory than the one that `pageboy migrate` has written down.
fn as_migrated(app: &mut App) -> Finding {
    let configured = if app.config.ldap.is_some() { DirectoryKind::Ldap } else { DirectoryKind::Sql };
    match app.database.health() {
        Ok(health) if health["directory"] == configured.name() => {
            Ok(format!("the records and the configuration agree on {}", configured.name()))
        }
        Ok(health) => Err(Problem {
            what: format!("the configuration says {}, and the records {}", configured.name(), health["directory"]),
            mend: "run `pageboy migrate`, which writes the configuration's into the records",
        }),
        Err(error) => Err(Problem { what: error.to_string(), mend: "run `pageboy migrate`" }),
    }
}

/// What the owner of the records knows of the mailboxes.
struct Records {
    /// Where messages live, as `pageboy migrate` has written it down.
    kind: String,
    /// A party's mailbox, to try the server with.
    mailbox: Option<String>,
    /// How many rows of the spool are older than a sweep should let them become, and why.
    late: i64,
    problem: String,
}

fn imap_mailbox() -> Result<Records, Problem> {
    let asked = super::owner().and_then(|mut client| {
        let failed = |source| super::failed("mailbox", source);
        let row = client
            .query_one(
                "SELECT i.mailbox,
                        (SELECT coalesce(nullif(mailbox, ''), id) FROM pageboy.party WHERE NOT locked ORDER BY id LIMIT 1),
                        count(s.position), coalesce((array_agg(s.problem ORDER BY s.position DESC))[1], 'not tried yet')
                 FROM pageboy.installation i LEFT JOIN pageboy.spool s ON s.made < now() - interval '5 minutes'
                 GROUP BY i.mailbox",
                &[],
            )
            .map_err(failed)?;
        Ok(Records { kind: row.get(0), mailbox: row.get(1), late: row.get(2), problem: row.get(3) })
    });
    asked.map_err(|error| Problem {
        what: error.to_string(),
        mend: "run `pageboy migrate`; check the option `owner_database`",
    })
}

fn mailbox(app: &mut App, records: Result<Records, Problem>) -> Finding {
    let records = records?;
    let configured = if app.config.imap.is_some() { MailboxKind::Imap } else { MailboxKind::Sql };
    if records.kind != configured.name() {
        return Err(Problem {
            what: format!("the configuration says {}, and the records say {}", configured.name(), records.kind),
            mend: "run `pageboy migrate`, or set the option `mailbox` as it was",
        });
    }
    match app.config.imap.clone() {
        None => stranger_is_refused(app).map(|()| "SQL, behind its functions".into()),
        Some(config) => {
            stranger_is_refused(app)?;
            imap(&config, records)
        }
    }
}

fn stranger_is_refused(app: &mut App) -> Result<(), Problem> {
    // Whatever a stranger asks for is refused; that refusal is the interface at work.
    let sid = "A".repeat(43);
    let asker = crate::db::Asker { sid: &sid, credentials: Vec::new() };
    match app.database.delete_message(&asker, "") {
        Err(Error::Refused(_)) => Ok(()),
        Ok(_) => Err(Problem { what: "a stranger was let in".into(), mend: "run `pageboy migrate`" }),
        Err(error) => Err(Problem { what: error.to_string(), mend: "run `pageboy migrate`" }),
    }
}

/// Logs in as a party, puts a mail into a folder of its own and removes both.
fn imap(config: &ImapConfig, records: Records) -> Finding {
    let Some(name) = records.mailbox else {
        return Err(Problem {
            what: "there is no party yet to try the server with".into(),
            mend: "add a party: pageboy party add alice",
        });
    };
    let place = format!("IMAP at {}:{}", config.host, config.port);
    let mut account = Account::open(config, &name, Duration::from_secs(5)).map_err(|trouble| match trouble {
        Trouble::Unreachable(words) => Problem {
            what: format!("{place}: {words}"),
            mend: "check imap_url, imap_starttls and imap_ca_file, and that the server runs",
        },
        trouble => Problem {
            what: format!("{place}: {trouble}"),
            mend: "check imap_login and the file that imap_password_file names, that the server knows this master user, and \
                   that the party's mailbox there has this name (`pageboy party set ID --mailbox NAME`)",
        },
    })?;
    let folder = format!("pageboy-check-{}", std::process::id());
    let tried = account.try_out(&folder, b"Subject: pageboy check\r\n\r\nThis may be deleted.\r\n");
    account.close();
    tried.map_err(|trouble| Problem {
        what: format!("{place}, as {name}, in the folder {folder}: {trouble}"),
        mend: "let the master user make folders and append to them (with Dovecot: no acl plugin without rights for it), and \
               make room where the mailbox is full",
    })?;
    if records.late > 0 {
        return Err(Problem {
            what: format!("{} things wait in the spool, the last because: {}", records.late, records.problem),
            mend: "see that pageboy-sweep.timer runs, as root; the log says what each mailbox answers",
        });
    }
    Ok(format!("{place}: {name} could log in, append and remove"))
}

/// Can messages be accepted? Asked as the owner of the records, before root becomes the service's user.
fn writable() -> Result<(), Error> {
    super::owner()?
        .execute("SELECT pageboy.write_test()", &[])
        .map(|_| ())
        .map_err(|source| super::failed("write_test", source))
}

/// The workers' connection may lead to another server than the owner's.
fn spool(app: &mut App, writable: Result<(), Error>) -> Finding {
    let read_only = writable.and_then(|()| app.database.health()).map(|health| health["read_only"] == true);
    let what = match read_only {
        Ok(false) => return Ok("messages can be accepted".into()),
        Ok(true) => "no message can be accepted: the workers' connection is read-only".into(),
        Err(error) => format!("no message can be accepted: {error}"),
    };
    let mend = "make room on PostgreSQL's disk, or connect to the primary and not to a standby (target_session_attrs=read-write)";
    Err(Problem { what, mend })
}

fn peers_answer(app: &App, servers: &[String]) -> Finding {
    match app.try_peers() {
        Ok(()) => Ok(format!("{} and healthy", servers.join(", "))),
        Err(error) => Err(Problem {
            what: error.to_string(),
            mend: "check that the option `peers` names each server by its own public_url, that it runs, and that this \
                   machine reaches it and trusts its certificate",
        }),
    }
}

fn push_works(push: &Push) -> Finding {
    let Push::Nchan(_) = push else {
        return Ok("pages ask by themselves (push = \"poll\")".into());
    };
    match push.try_out() {
        Ok(_) => Ok("nginx answers".into()),
        Err(error) => Err(Problem {
            what: error.to_string(),
            mend: "check that nginx runs with libnginx-mod-nchan and nginx/pageboy.conf, that push_socket is its publisher's \
                   socket, and that this system user may write to it; without nchan set push = \"poll\"",
        }),
    }
}
