//! Everything that can go wrong, what the user sees of it and what is logged of it. "There is no
//! such party" and "the directory could not be asked" are different variants.

use crate::cause;
use std::borrow::Cow;
use std::fmt;

/// The one error of the program.
#[derive(Debug)]
pub enum Error {
    /// A refusal that its asker is told: a status, a code for programs and the words for people.
    Refused(Refusal),
    /// The interruption has ended; its party can go on in the session with this session id.
    Ended {
        /// What the asker is told.
        refusal: Refusal,
        /// The session that was suspended.
        back: String,
    },
    /// The session is suspended; its party is to go to the interruption with this session id.
    Interrupted {
        /// The interruption's session id.
        by: String,
    },
    /// The database could not be asked, or did not answer.
    Database {
        /// Which function of the interface was called, or `connect`.
        operation: &'static str,
        /// What came of it, as far as it may be logged.
        problem: String,
    },
    /// LDAP could not be asked, or did not answer.
    Directory {
        /// What was tried: `connect`, `bind`, `search`, ...
        operation: &'static str,
        /// Where, and what came of it.
        problem: String,
    },
    /// The database answered something that this version does not understand.
    Records {
        /// Which function of the interface was called.
        operation: &'static str,
        /// What does not fit.
        problem: String,
    },
    /// The records are of another version than this program.
    Version {
        /// Which function of the interface was called.
        operation: &'static str,
        /// What the database says, as far as it may be logged.
        problem: String,
    },
    /// The IMAP server could not be asked, or did not do what it was asked for.
    Mailbox {
        /// What was tried, and with whose mailbox.
        operation: String,
        /// What came of it.
        problem: String,
    },
    /// A template is wrong, or does not fit its page.
    Template(String),
    /// The configuration is wrong.
    Configuration(String),
    /// A command was asked for something that cannot be done.
    Command(String),
    /// The operating system refused.
    System {
        /// What was tried.
        operation: &'static str,
        /// Its answer.
        source: std::io::Error,
    },
}

/// What a refusal looks like to its asker.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// The HTTP status (RFC 9110 section 15).
    pub status: u16,
    /// The code for programs, the same in SQL and in JSON.
    pub code: &'static str,
    /// One sentence for people.
    pub message: Cow<'static, str>,
    /// After how many seconds it is worth trying again (RFC 9110 section 10.2.3), where that is known.
    pub retry_after: Option<u32>,
}

/// Every refusal there is. The database raises them by their code.
const REFUSALS: [Refusal; 46] = [
    refusal(400, "bad_request", "The request could not be understood."),
    refusal(401, "wrong_password", "The name or the password is wrong."),
    refusal(401, "unknown_token", "This token is not known, or has been revoked."),
    refusal(403, "not_yours", "This page belongs to somebody else, or does not exist."),
    refusal(403, "not_accepted", "This person does not accept messages from you."),
    refusal(
        403,
        "kept_in_directory",
        "This is kept in the directory. Please ask those who look after it to change it.",
    ),
    refusal(403, "in_advance", "This page is shown when somebody looks at it, and not before."),
    refusal(403, "foreign_origin", "The request came from another site, so nothing was done."),
    refusal(404, "no_such_page", "There is no such page."),
    refusal(404, "no_such_party", "There is nobody of that name."),
    refusal(404, "no_such_message", "This message is not in your inbox any more."),
    refusal(404, "no_such_recording", "There is no such recording any more."),
    refusal(405, "wrong_method", "This page cannot be used that way."),
    refusal(410, "session_ended", "This session has ended. Please log in again."),
    refusal(
        410,
        "too_many_sessions",
        "This session has ended, because its person has logged in very often since. Please log in again.",
    ),
    refusal(410, "message_closed", "This message is closed. You find it in your inbox."),
    refusal(410, "rang_too_long", "This message rang too long; it waits in your inbox."),
    refusal(413, "too_large", "That was too large to be taken."),
    refusal(413, "text_too_long", "The message is too long. Please shorten it."),
    refusal(413, "voice_too_large", "The recording is too large."),
    refusal(413, "voice_too_long", "The recording is too long."),
    refusal(415, "wrong_type", "A form was expected, and something else was sent."),
    refusal(422, "no_text", "There are no words in the message yet."),
    refusal(422, "no_recording", "The recording that was kept is gone. Please record it again."),
    refusal(422, "no_recipient", "Please say who the message is for."),
    refusal(422, "bad_voice", "This is no recording that can be played."),
    refusal(422, "too_many_recordings", "Only one recording goes with a message."),
    refusal(422, "wrong_field", "There is a file in a field that takes none. A recording goes into the field voice."),
    refusal(422, "bad_text", "The message contains a character that cannot be stored."),
    refusal(422, "nothing_to_answer", "There is no message on this page to answer."),
    refusal(422, "bad_list", "Please write everyone, nobody, or names such as party:alice and group:ward."),
    refusal(422, "bad_status", "The status must be available, busy or away."),
    refusal(
        422,
        "nonce_used",
        "This form was sent before with other words. Nothing was sent now; please send it again.",
    ),
    refusal(422, "bad_nonce", "The form's nonce is too long."),
    refusal(429, "too_many_logins", "There were too many attempts to log in. Please wait a few minutes."),
    refusal(429, "too_many_messages", "You have sent many messages in a short time. Please wait a minute."),
    refusal(500, "internal", "Something went wrong here. It has been written to the log."),
    refusal(502, "worker_lost", "The answer got lost on its way. Please try again."),
    refusal(503, "unavailable", "The records cannot be reached at the moment. Please try again in a few seconds."),
    refusal(503, "another_version", "This site is being brought up to date. Please try again in a minute."),
    refusal(
        503,
        "directory_unavailable",
        "The directory of people cannot be reached at the moment. Please try again in a few seconds.",
    ),
    refusal(503, "directory_stale", "Your log-in is being checked again. Please try again in a few seconds."),
    refusal(503, "directory_mismatch", "This site is being changed over. Please try again in a few minutes."),
    refusal(
        503,
        "mailbox_unavailable",
        "Your mailbox cannot be reached at the moment. Everything else works; please try again in a minute.",
    ),
    refusal(503, "overloaded", "Too much is going on at the moment. Please try again in a few seconds."),
    refusal(504, "timed_out", "This took too long and was given up. Please try again."),
];

const fn refusal(status: u16, code: &'static str, message: &'static str) -> Refusal {
    let retry_after = match status {
        429 => Some(60),
        503 => Some(5),
        _ => None,
    };
    Refusal { status, code, message: Cow::Borrowed(message), retry_after }
}

impl Refusal {
    /// The same refusal with a sentence that names the limit: "…; at most 4 MiB."
    #[must_use]
    pub fn naming(self, limit: &str) -> Refusal {
        let message = format!("{}; at most {limit}.", self.message.trim_end_matches('.'));
        Refusal { message: Cow::Owned(message), ..self }
    }

    /// The same refusal when it is known for how many seconds it holds: "… Please try again in 3 minutes."
    #[must_use]
    pub fn holding(self, seconds: u32) -> Refusal {
        let reason = self.message.split(" Please ").next().unwrap_or_default();
        let wait = match (seconds, seconds.div_ceil(60)) {
            (0..=1, _) => "a second".to_owned(),
            (2..60, _) => format!("{seconds} seconds"),
            (_, 1) => "a minute".to_owned(),
            (_, minutes) => format!("{minutes} minutes"),
        };
        let message = Cow::Owned(format!("{reason} Please try again in {wait}."));
        Refusal { message, retry_after: Some(seconds), ..self }
    }

    /// The refusal with this code; one that is not known is an internal error.
    #[must_use]
    pub fn of(code: &str) -> Refusal {
        REFUSALS.into_iter().find(|refusal| refusal.code == code).unwrap_or(refusal(
            500,
            "internal",
            "Something went wrong here. It has been written to the log.",
        ))
    }
}

impl Error {
    /// A fault of the database, or on the way to it: what was tried, and what the driver says as far as it may be logged.
    #[must_use]
    pub fn database(operation: &'static str, source: &(dyn std::error::Error + 'static)) -> Error {
        Error::Database { operation, problem: cause::words(source) }
    }

    /// A function of the interface is not there: the records are another version's.
    #[must_use]
    pub fn version(operation: &'static str, source: &(dyn std::error::Error + 'static)) -> Error {
        Error::Version { operation, problem: cause::words(source) }
    }

    /// The refusal with this code.
    #[must_use]
    pub fn refused(code: &str) -> Error {
        Error::Refused(Refusal::of(code))
    }

    /// What the user is told.
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        match self {
            Error::Refused(refusal) | Error::Ended { refusal, .. } => refusal.clone(),
            Error::Database { .. } => Refusal::of("unavailable"),
            Error::Directory { .. } => Refusal::of("directory_unavailable"),
            Error::Mailbox { .. } => Refusal::of("mailbox_unavailable"),
            Error::Version { .. } => Refusal::of("another_version"),
            _ => Refusal::of("internal"),
        }
    }

    /// Is it ours to mend, so that it belongs into the log?
    #[must_use]
    pub fn is_fault(&self) -> bool {
        // The configuration says SQL and the records LDAP, or the other way round.
        self.refusal().code == "directory_mismatch"
            || !matches!(self, Error::Refused(_) | Error::Ended { .. } | Error::Interrupted { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(refusal) if refusal.code == "directory_mismatch" => out.write_str(
                "the option `directory` and the records differ about where people come from: run `pageboy migrate`",
            ),
            Error::Refused(refusal) | Error::Ended { refusal, .. } => out.write_str(&refusal.message),
            Error::Interrupted { .. } => out.write_str("the session is suspended by an interruption"),
            Error::Version { operation, problem } => write!(
                out,
                "the records are of another version than this program: run `pageboy migrate`, or the program that they \
                 belong to: database: {operation}: {problem}"
            ),
            Error::Directory { operation, problem } => write!(out, "directory: {operation}: {problem}"),
            Error::Database { operation, problem } | Error::Records { operation, problem } => {
                write!(out, "database: {operation}: {problem}")
            }
            Error::Mailbox { operation, problem } => write!(out, "IMAP: {operation}: {problem}"),
            Error::Template(problem) => write!(out, "templates: {problem}"),
            Error::Configuration(problem) => write!(out, "configuration: {problem}"),
            Error::Command(problem) => out.write_str(problem),
            Error::System { operation, source } => write!(out, "{operation}: {source}"),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_the_database_raises_is_known_here() {
        for sql in crate::schema::FUNCTIONS {
            for raised in sql.split("refuse('").skip(1).filter(|rest| rest.as_bytes()[0].is_ascii_digit()) {
                let statement = raised.split(';').next().unwrap_or_default();
                let parts: Vec<&str> = statement.split('\'').collect();
                // refuse('403', 'not_yours'): the code follows directly, or after a CASE.
                for code in parts[2..].iter().step_by(2).take_while(|code| code.contains('_')) {
                    assert_eq!(Refusal::of(code).status.to_string(), parts[0], "{code}");
                }
            }
        }
    }

    #[test]
    fn every_message_is_one_sentence_or_two() {
        assert!(REFUSALS.iter().all(|refusal| refusal.message.ends_with('.')));
    }
}
