//! An upgrade as INSTALL.md writes it: `pageboy migrate` carries over what an earlier Pageboy has left, and a program
//! that meets records of another version says so and does nothing.

use crate::common::stack::root;
use crate::common::window::{form, request};
use crate::common::{Stack, Window};
use std::io::Write;
use std::process::{Command, Stdio};

/// The records of a Pageboy with messages in IMAP, made before the first release: Alice, Bob, Carol and Dave have sent one
/// another six messages, three of them spoken; two rows wait in the spool, because Dovecot was stopped.
const BEFORE: &str = "tests/upgrade/before-the-first-release.sql";

const JSON: (&str, &str) = ("Accept", "application/json");

/// Who is in that dump, and their passwords.
const PEOPLE: [(&str, &str); 2] = [("alice", "gerinosa-gevogese"), ("bob", "ziwagadi-hogelasa")];

/// What must be there afterwards as it was before, whatever the tables look like.
const KEPT: &str = "SELECT count(*) || ' ' || md5(string_agg(id || sender || recipient || text || urgent || sent || outcome, '' ORDER BY id))
    FROM pageboy.message
    UNION ALL SELECT count(*) || ' ' || md5(string_agg(message || party || coalesce(read::text, ''), '' ORDER BY message)) FROM pageboy.mailbox
    UNION ALL SELECT count(*) || ' ' || md5(string_agg(message || md5(bytes), '' ORDER BY message)) FROM pageboy.voice
    UNION ALL SELECT count(*) || ' ' || md5(string_agg(sid || drafts, '' ORDER BY sid)) FROM pageboy.session
    UNION ALL SELECT count(*) || ' ' || md5(string_agg(sid || md5(bytes), '' ORDER BY sid)) FROM pageboy.voice_draft
    UNION ALL SELECT count(*) || ' ' || md5(string_agg(party || message || kind, '' ORDER BY position)) FROM pageboy.spool
    UNION ALL SELECT count(*) || ' ' || md5(string_agg(sid || state, '' ORDER BY sid)) FROM pageboy.interruption
    UNION ALL SELECT count(*) || ' ' || md5(string_agg(hash || party, '' ORDER BY id)) FROM pageboy.token
    UNION ALL SELECT count(*) || ' ' || md5(string_agg(id || name || verifier || accept::text, '' ORDER BY id)) FROM pageboy.party";

#[test]
fn records_of_an_earlier_pageboy_are_carried_over_with_nothing_lost() {
    let stack = Stack::start("upgrade", &[]);
    load(&stack, BEFORE);
    let before = stack.sql(KEPT);

    // Until then the program touches nothing, and says in a sentence what is going on.
    let fields = form(&[("party", PEOPLE[0].0), ("password", PEOPLE[0].1)]);
    let refused = request("POST", &format!("{}/login", stack.url()), &[JSON], Some(&fields)).expect(503);
    assert_eq!(refused["error"], "another_version");
    let (works, printed) = stack.pageboy(&["check"], "");
    assert!(!works && printed.contains("WRONG  migrations: the records are those of an earlier Pageboy"), "{printed}");
    assert!(printed.contains("mend: run `pageboy migrate`"), "{printed}");
    assert_eq!(stack.sql(KEPT), before);

    // Two sysadmins at once: one of them waits, and finds everything done.
    let printed = std::thread::scope(|scope| {
        let both = [(); 2].map(|()| scope.spawn(|| stack.pageboy(&["migrate"], "")));
        both.map(|one| one.join().expect("migrate ran"))
    });
    assert!(printed.iter().all(|(works, _)| *works), "{printed:?}");
    let told = |words: &str| printed.iter().filter(|(_, text)| text.contains(words)).count();
    assert_eq!((told("took over the records of an earlier Pageboy"), told("up to date")), (1, 1), "{printed:?}");
    assert_eq!(stack.sql(KEPT), before);
    assert_eq!(shape(&stack), shape(Stack::shared()), "the records are as a new installation has them");
    let (works, printed) = stack.pageboy(&["check"], "");
    assert!(works, "{printed}");

    for (party, password) in PEOPLE {
        let mut window = Window::log_in(&stack, party, password);
        // What rang or waited then is shown first.
        let inbox = loop {
            let page = window.get("/inbox");
            match page.status {
                303 => window = window.at(&page.location()).resume(),
                _ => break page.expect(200),
            }
        };
        let listed = inbox["messages"].as_array().map_or(0, Vec::len).to_string();
        let stored = stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{party}'"));
        assert_eq!(listed, stored, "{inbox}");
    }
}

#[test]
fn functions_of_another_build_are_refused_by_the_program_named_by_check_and_replaced_by_migrate() {
    let stack = Stack::start("builds", &[]);
    let alice = stack.new_window("alice");
    let version = stack.sql("SELECT proname FROM pg_proc WHERE proname LIKE 'version\\_%'");
    stack.sql(&format!("ALTER FUNCTION pageboy.{version}() RENAME TO version_of_another"));
    assert_eq!(alice.get("/desk").expect(503)["error"], "another_version");
    request("GET", &format!("{}/health", stack.url()), &[JSON], None).expect(503);
    let (works, printed) = stack.pageboy(&["check"], "");
    let line = "WRONG  migrations: the functions are those of another build of Pageboy";
    assert!(!works && printed.contains(line), "{printed}");
    let (works, printed) = stack.pageboy(&["migrate"], "");
    assert!(works && printed.contains("installed the functions of Pageboy"), "{printed}");
    alice.get("/desk").expect(200);
}

#[test]
fn records_that_are_newer_or_belong_to_something_else_are_left_alone() {
    let stack = Stack::start("newer", &[]);
    let history = "public.refinery_schema_history";
    let newest = stack.sql(&format!("SELECT max(version) FROM {history}"));
    stack.sql(&format!("INSERT INTO {history} SELECT version + 1, 'of_tomorrow', applied_on, '1' FROM {history} WHERE version = {newest}"));
    for (words, mend) in [
        ("the records are newer than this program", "UPDATE"),
        ("that was applied is not the one of this program", "nothing"),
    ] {
        let (works, printed) = stack.pageboy(&["migrate"], "");
        assert!(!works && printed.contains(words), "{printed}");
        let (works, printed) = stack.pageboy(&["check"], "");
        assert!(!works && printed.contains(words) && printed.contains("restore a backup that fits"), "{printed}");
        if mend == "UPDATE" {
            stack.sql(&format!("DELETE FROM {history} WHERE version > {newest}"));
            stack.sql(&format!("UPDATE {history} SET checksum = '7' WHERE version = 1"));
        }
    }
}

/// Puts a dump in the place of the stack's records.
fn load(stack: &Stack, file: &str) {
    stack.sql_as_superuser("DROP SCHEMA pageboy CASCADE; DROP TABLE public.refinery_schema_history");
    let dump = std::fs::read(root().join(file)).expect("the dump is there");
    let mut psql = Command::new("psql")
        .args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"])
        .env("PGHOST", stack.variable("PGHOST"))
        .env("PGPORT", stack.variable("PGPORT"))
        .env("PGDATABASE", stack.variable("PGDATABASE"))
        .env("PGUSER", stack.variable("PGSUPERUSER"))
        .env("PGPASSWORD", stack.variable("PGSUPERPASSWORD"))
        .stdin(Stdio::piped())
        .spawn()
        .expect("psql runs");
    psql.stdin.take().expect("its input").write_all(&dump).expect("psql reads");
    assert!(psql.wait().expect("psql ends").success());
}

/// Columns, constraints, indexes and functions, with who may call them.
fn shape(stack: &Stack) -> String {
    stack.sql(
        "SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
             SELECT concat_ws('|', table_name, column_name, data_type, column_default, is_nullable, is_generated, is_identity)
             FROM information_schema.columns WHERE table_schema = 'pageboy'
             UNION ALL SELECT concat_ws('|', conrelid::regclass, conname, pg_get_constraintdef(oid))
             FROM pg_constraint WHERE connamespace = 'pageboy'::regnamespace
             UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'pageboy'
             UNION ALL SELECT concat_ws('|', oid::regprocedure, md5(prosrc), proacl, prosecdef, proconfig)
             FROM pg_proc WHERE pronamespace = 'pageboy'::regnamespace
         ) lines (line)",
    )
}
