//! What a fault leaves in the logs: where it came from and what was broken, and nothing of what somebody wrote.

use crate::common::Stack;
use crate::common::voice::{post, recording};
use std::path::Path;

const SECRET: &str = "precious marker words";

/// Rules that the records may break, each with what the log is to say of it. PostgreSQL quotes the row in the detail
/// of the first, a column in the message of the second, and whatever a trigger likes in the message of the third.
const RULES: [(&str, &str, &str); 3] = [
    (
        "ALTER TABLE pageboy.message ADD CONSTRAINT fault CHECK (text NOT LIKE '%marker%')",
        "ALTER TABLE pageboy.message DROP CONSTRAINT fault",
        "ERROR 23514, constraint fault, table message",
    ),
    (
        "ALTER TABLE pageboy.message ADD CONSTRAINT fault CHECK (CASE WHEN text LIKE '%marker%' THEN text::int > 0 END)",
        "ALTER TABLE pageboy.message DROP CONSTRAINT fault",
        "22P02",
    ),
    (
        "CREATE FUNCTION pageboy.fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             RAISE EXCEPTION 'no %', NEW.text USING DETAIL = NEW.text, HINT = NEW.text;
         END $$;
         CREATE TRIGGER fault BEFORE INSERT ON pageboy.message FOR EACH ROW EXECUTE FUNCTION pageboy.fault()",
        "DROP FUNCTION pageboy.fault() CASCADE",
        "P0001",
    ),
];

#[test]
fn what_the_database_says_of_a_row_is_in_no_log() {
    let stack = Stack::start("rows", &[]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for (rule, end_of_rule, told) in RULES {
        stack.sql(rule);
        alice.post("/send", &[("to", &bob.party), ("text", SECRET)]).expect(503);
        stack.sql(end_of_rule);
        let own = std::fs::read_to_string(stack.variable("PAGEBOY_LOG")).expect("a log");
        assert!(own.contains(told), "{told}: {own}");
    }
    // The sweep is the owner's.
    alice.post("/send", &[("to", &bob.party), ("text", SECRET)]).expect(201);
    stack.sql("ALTER TABLE pageboy.message ADD CONSTRAINT fault CHECK (outcome <> 'mailbox') NOT VALID");
    stack.sql("UPDATE pageboy.interruption SET rings_until = now()");
    let (worked, printed) = stack.pageboy(&["sweep"], "");
    assert!(!worked && printed.contains("23514, constraint fault"), "{printed}");
    for secret in [SECRET, alice.sid(), bob.sid()] {
        assert!(!printed.contains(secret), "{printed}");
    }
    let logs = std::fs::read_dir(Path::new(stack.variable("PAGEBOY_RUN")).join("log")).expect("a folder");
    let mut searched = Vec::new();
    for path in logs.map(|entry| entry.expect("an entry").path()) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a log")).into_owned();
        for secret in [SECRET, alice.sid(), bob.sid()] {
            let line = text.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "{} has {secret}", path.display());
        }
        searched.push(path.file_name().expect("a name").to_string_lossy().into_owned());
    }
    assert!(
        ["pageboy.log", "postgresql.log"].iter().all(|name| searched.iter().any(|log| log == name)),
        "{searched:?}"
    );
}

/// An Ogg whose last page is whole, and before it come so many whose checksum (RFC 3533 section 6) is wrong.
fn with_broken_pages(count: usize) -> Vec<u8> {
    let mut ogg = recording("ogg");
    let last = ogg.windows(4).rposition(|word| word == b"OggS").expect("a page");
    // The last page's head, with its checksum, and one byte of sound.
    let page = [&ogg[last..last + 26], &[1, 1, 0]].concat();
    ogg.splice(last..last, page.repeat(count));
    ogg
}

#[test]
fn a_recording_that_is_refused_is_a_few_lines_in_the_log_however_it_is_broken() {
    let stack = Stack::start("broken", &[]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let lines = || std::fs::read_to_string(stack.variable("PAGEBOY_LOG")).expect("a log").lines().count();
    let before = lines();
    let to = [("to", bob.party.as_str())];
    assert_eq!(post(&alice, "/send", &to, &with_broken_pages(1000)).expect(422)["error"], "bad_voice");
    assert!(lines() - before < 5, "{} lines", lines() - before);
}
