//! The log: one line per record on standard error. Whatever came from outside is escaped, so
//! nobody can forge a line or send codes to a terminal.

use ::log::{Level, LevelFilter, Log, Metadata, Record};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Which kind of process writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    /// A command at a terminal.
    Command,
    /// The process that starts the others.
    Master,
    /// The process that speaks FastCGI.
    Front,
    /// A process for one request.
    Worker,
    /// A process for one request, started by a web server.
    Cgi,
}

static ROLE: AtomicU8 = AtomicU8::new(Role::Command as u8);
static LOGGER: OnceLock<Logger> = OnceLock::new();

struct Logger {
    /// systemd's journal adds the time by itself and reads the level from a prefix.
    journal: bool,
}

/// Starts logging at `level`: `error`, `warn`, `info`, `debug` or `trace`; `info` for any other.
pub fn start(level: &str) {
    let logger = LOGGER.get_or_init(|| Logger { journal: std::env::var_os("JOURNAL_STREAM").is_some() });
    ::log::set_max_level(level.parse().unwrap_or(LevelFilter::Info));
    // A second call only changes the level.
    let _ = ::log::set_logger(logger);
}

/// Says in every line from now on which kind of process wrote it.
pub fn set_role(role: Role) {
    ROLE.store(role as u8, Ordering::Relaxed);
}

fn role() -> &'static str {
    const WORDS: [&str; 5] = ["command", "master", "front", "worker", "cgi"];
    WORDS[usize::from(ROLE.load(Ordering::Relaxed)) % WORDS.len()]
}

/// A stranger decides how often a library warns of what it reads, so libraries are heard only by whoever looks for a
/// fault, and even then not with what they say below a warning: the database's driver quotes parameters there.
fn wanted(metadata: &Metadata, limit: LevelFilter) -> bool {
    let ours = metadata.target().split("::").next() == Some("pageboy");
    metadata.level() <= limit && (ours || (limit >= LevelFilter::Debug && metadata.level() <= Level::Warn))
}

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata) -> bool {
        wanted(metadata, ::log::max_level())
    }

    fn log(&self, record: &Record) {
        if self.enabled(record.metadata()) {
            let line = self.line(record);
            // There is nobody to tell when standard error is gone.
            let _ = std::io::stderr().write_all(line.as_bytes());
        }
    }

    fn flush(&self) {}
}

impl Logger {
    fn line(&self, record: &Record) -> String {
        let mut line = String::new();
        if self.journal {
            let priority = match record.level() {
                Level::Error => 3,
                Level::Warn => 4,
                Level::Info => 6,
                Level::Debug | Level::Trace => 7,
            };
            let _ = write!(line, "<{priority}>");
        } else {
            let now = SystemTime::now().duration_since(UNIX_EPOCH);
            let _ = write!(line, "{} ", timestamp(now.map_or(0, |time| time.as_secs())));
        }
        let level = record.level().as_str().to_ascii_lowercase();
        let _ = write!(line, "pageboy {}[{}] {level}: ", role(), std::process::id());
        escape_into(&mut line, &record.args().to_string());
        line.push('\n');
        line
    }
}

fn escape_into(line: &mut String, text: &str) {
    for character in text.chars() {
        let reorders = matches!(
            character,
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        );
        if character.is_control() || reorders {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
    }
}

/// Seconds since 1970 as RFC 3339 in UTC.
fn timestamp(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Days are counted from 0000-03-01, so that a leap day is the last of its year.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_line() {
        let logger = Logger { journal: true };
        let hostile = "a\r\n<0>forged\u{1b}[2J\0\u{7f}\u{85}\u{2028}\u{202e}é";
        let line = logger.line(&Record::builder().level(Level::Warn).args(format_args!("name {hostile}")).build());
        assert!(line.starts_with("<4>pageboy "), "{line}");
        assert_eq!(line.matches('\n').count(), 1);
        assert!(line.ends_with("name a\\r\\n<0>forged\\u{1b}[2J\\u{0}\\u{7f}\\u{85}\\u{2028}\\u{202e}é\n"));
    }

    #[test]
    fn a_library_is_heard_only_by_whoever_looks_for_a_fault() {
        use LevelFilter::{Debug, Error, Info, Trace, Warn};
        for (target, level, limits) in [
            ("pageboy", Level::Warn, &[Warn, Info, Debug, Trace][..]),
            ("pageboy::voice::probe", Level::Debug, &[Debug, Trace]),
            ("pageboy_of_others", Level::Warn, &[Debug, Trace]),
            ("symphonia_format_ogg::page", Level::Warn, &[Debug, Trace]),
            ("symphonia_format_ogg::page", Level::Error, &[Debug, Trace]),
            ("tokio_postgres::query", Level::Debug, &[]),
            ("", Level::Info, &[]),
        ] {
            let metadata = Metadata::builder().target(target).level(level).build();
            let heard: Vec<_> =
                [Error, Warn, Info, Debug, Trace].into_iter().filter(|limit| wanted(&metadata, *limit)).collect();
            assert_eq!(heard, limits, "{target} {level}");
        }
    }

    #[test]
    fn times_are_right() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(timestamp(seconds), text);
        }
    }
}
