//! The commands that a sysadmin types.

use crate::common::window::{form, request};
use crate::common::{Events, Stack, Window};
use std::process::{Command, Stdio};

/// Runs a command that has to work, and returns what it printed.
#[track_caller]
fn pageboy(stack: &Stack, arguments: &[&str]) -> String {
    let (worked, printed) = stack.pageboy(arguments, "");
    assert!(worked, "{arguments:?}: {printed}");
    printed
}

/// Runs a command that has to fail, and returns why.
#[track_caller]
fn fails(stack: &Stack, arguments: &[&str]) -> String {
    let (worked, printed) = stack.pageboy(arguments, "");
    assert!(!worked, "{arguments:?}: {printed}");
    printed
}

/// The line of `party list` about one party.
fn listed(stack: &Stack, party: &str) -> Option<String> {
    let start = format!("{party}\t");
    pageboy(stack, &["party", "list"]).lines().find(|line| line.starts_with(&start)).map(str::to_owned)
}

#[test]
fn a_party_is_added_listed_changed_and_removed() {
    let stack = Stack::shared();
    let (bob, password) = stack.add_party(
        "bob",
        &["--name", "Bob Baker", "--accept", "alice, group:Ward", "--urgent", "nobody", "--groups", "day,night"],
    );
    let line = format!("{bob}\tBob Baker\taccept=party:alice group:ward\turgent=nobody\tgroups=day,night");
    assert_eq!(listed(stack, &bob), Some(line.clone()));
    let window = Window::log_in(stack, &bob, &password);

    assert!(fails(stack, &["party", "add", &bob, "--name", "Another"]).contains("at least 8 characters"));
    let (worked, printed) = stack.pageboy(&["party", "add", &bob, "--name", "Another"], "long enough\n");
    assert!(!worked && printed.contains(&format!("there is a party {bob} already")), "{printed}");
    assert_eq!(listed(stack, &bob), Some(line));

    pageboy(stack, &["party", "set", &bob, "--name", "Bob the Baker", "--groups", ""]);
    assert_eq!(
        listed(stack, &bob).unwrap(),
        format!("{bob}\tBob the Baker\taccept=party:alice group:ward\turgent=nobody\tgroups=")
    );
    assert_eq!(window.page()["party"]["name"], "Bob the Baker");
    pageboy(stack, &["party", "set", &bob, "--lock"]);
    assert!(listed(stack, &bob).unwrap().ends_with("\tlocked"));

    pageboy(stack, &["party", "remove", &bob]);
    assert_eq!(listed(stack, &bob), None);
    assert_eq!(window.get("").status, 403);
    for arguments in [&["party", "remove", &bob][..], &["party", "set", &bob, "--unlock"], &["token", "add", &bob]] {
        assert!(fails(stack, arguments).contains(&format!("there is no party {bob}")));
    }
    let (worked, printed) = stack.pageboy(&["party", "passwd", &bob], "long enough\n");
    assert!(!worked && printed.contains("there is no party"), "{printed}");
}

#[test]
fn a_party_that_cannot_be_is_not_added() {
    let stack = Stack::shared();
    let long = "x".repeat(65);
    for id in ["", "Bob", "-b", "b ob", "b/ob", "bö", &long] {
        let (worked, printed) = stack.pageboy(&["party", "add", "--", id], "long enough\n");
        assert!(!worked && printed.contains("cannot be a party's id"), "{id}: {printed}");
    }
    for (option, value) in [("--accept", "what?"), ("--urgent", ""), ("--groups", "a b!"), ("--name", " ")] {
        let (worked, printed) = stack.pageboy(&["party", "add", "never-added", option, value], "long enough\n");
        assert!(!worked && printed.starts_with("pageboy: "), "{option} {value}: {printed}");
    }
    for password in ["", "\n", "short\n", &"x".repeat(1025)] {
        let (worked, printed) = stack.pageboy(&["party", "add", "never-added"], password);
        assert!(!worked && printed.contains("at least 8 characters"), "{printed}");
    }
    assert_eq!(listed(stack, "never-added"), None);
}

#[test]
fn removing_a_party_takes_its_mailbox_and_leaves_what_it_sent_to_others() {
    let stack = Stack::shared();
    let (alice, bob, carol) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("carol"));
    let open = carol.at_interruption(&alice.send(&carol.party, "to Carol"));
    open.page();
    bob.post("/status", &[("status", "busy")]).expect(200);
    alice.send(&bob.party, "to Bob");
    bob.send(&alice.party, "to Alice");
    pageboy(stack, &["party", "remove", &alice.party]);

    let inbox = bob.get("/inbox").expect(200);
    assert_eq!(inbox["messages"][0]["summary"], "to Bob", "an accepted message is never lost");
    let id = inbox["messages"][0]["id"].as_str().expect("an id");
    assert_eq!(bob.get(&format!("/inbox/{id}")).expect(200)["open"]["text"], "to Bob");
    assert_eq!(bob.post("/reply", &[("text", "still there?")]).expect(404)["error"], "no_such_party");
    assert_eq!(open.page()["message"]["text"], "to Carol");
    assert_eq!(open.resume().path, carol.path);
    let left = stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", alice.party));
    assert_eq!(left, "0");
}

#[test]
fn a_token_is_printed_once_listed_used_and_revoked() {
    let stack = Stack::shared();
    let ((watch, _), bob) = (stack.add_party("watch", &[]), stack.new_window("bob"));
    let token = pageboy(stack, &["token", "add", &watch, "--label", "db1"]);
    let token = token.trim();
    assert_eq!(token.len(), 43);
    let line =
        || pageboy(stack, &["token", "list"]).lines().find(|line| line.contains(&watch)).expect("a line").to_owned();
    assert!(line().contains("\tdb1\t") && line().ends_with("used never") && !line().contains(token), "{}", line());
    let headers = [("Authorization", &*format!("Bearer {token}"))];
    request("POST", &bob.url("/send"), &headers, Some(&form(&[("to", &bob.party), ("text", "x")]))).expect(202);
    assert!(!line().ends_with("used never"));
    let number = line().split('\t').next().expect("a number").to_owned();
    assert!(pageboy(stack, &["token", "revoke", &number]).contains("is revoked"));
    assert!(fails(stack, &["token", "revoke", &number]).contains("there is no token"));
    let stored = stack.sql(&format!("SELECT count(*) FROM pageboy.token WHERE party = '{watch}' OR hash = '{token}'"));
    assert_eq!(stored, "0");
}

/// `ok     push: …` and `WRONG  push: …` are about the push.
fn is_about(line: &str, part: &str) -> bool {
    line.split_whitespace().nth(1).is_some_and(|word| word.strip_suffix(':') == Some(part))
}

/// One part's lines in what `pageboy check` printed.
fn finding<'a>(printed: &'a str, part: &str) -> (&'a str, &'a str) {
    let mut lines = printed.lines().skip_while(|line| !is_about(line, part));
    let line = lines.next().unwrap_or_else(|| panic!("{part} is not in {printed}"));
    (line, lines.next().unwrap_or_default())
}

#[track_caller]
fn check_finds(stack: &Stack, options: &[(&str, &str)], part: &str, what: &str, mend: &str) -> String {
    let (worked, printed) = stack.pageboy_with(options, &["check"], "");
    assert!(!worked, "{printed}");
    let (line, next) = finding(&printed, part);
    assert!(line.starts_with("WRONG") && line.contains(what), "{printed}");
    assert!(next.trim_start().starts_with("mend: ") && next.contains(mend), "{printed}");
    printed
}

#[test]
fn check_says_of_each_part_that_it_is_in_order() {
    let stack = Stack::shared();
    let printed = pageboy(stack, &["check"]);
    for part in ["configuration", "database", "migrations", "roles", "directory", "mailbox", "spool", "push"] {
        assert!(finding(&printed, part).0.starts_with("ok"), "{printed}");
    }
    assert!(printed.ends_with("Everything is in order.\n"), "{printed}");
}

#[test]
fn check_finds_a_wrong_database_password_and_a_database_that_does_not_answer() {
    let stack = Stack::shared();
    let wrong = std::env::temp_dir().join(format!("pageboy-wrong-password-{}", std::process::id()));
    std::fs::write(&wrong, "wrong\n").expect("a file");
    let path = wrong.to_str().expect("a path");
    let printed = check_finds(
        stack,
        &[("PAGEBOY_DATABASE_PASSWORD_FILE", path)],
        "database",
        "",
        "put the password of pageboy_web into the file",
    );
    assert!(finding(&printed, "push").0.starts_with("ok"), "the other parts are looked at all the same: {printed}");
    let port = stack.variable("PGPORT");
    let direct = format!("host=127.0.0.1 port={port} dbname=pageboy user=pageboy_web");
    let options = [("PAGEBOY_DATABASE", direct.as_str()), ("PAGEBOY_DATABASE_PASSWORD_FILE", path)];
    check_finds(
        stack,
        &options,
        "database",
        "password authentication failed",
        "put the password of pageboy_web into the file",
    );
    check_finds(stack, &[("PAGEBOY_OWNER_PASSWORD_FILE", path)], "migrations", "password", "owner_password_file");
    std::fs::remove_file(&wrong).expect("the file");
    check_finds(stack, &[("PAGEBOY_DATABASE_PASSWORD_FILE", path)], "configuration", path, "correct it");
    check_finds(
        stack,
        &[("PAGEBOY_DATABASE", "host=/nowhere user=pageboy_web")],
        "database",
        "",
        "that PostgreSQL (and PgBouncer",
    );
    let owner = [
        ("PAGEBOY_DATABASE", format!("host=127.0.0.1 port={port} dbname=pageboy user=pageboy_owner")),
        ("PAGEBOY_DATABASE_PASSWORD_FILE", format!("{}/secret/owner", stack.variable("PAGEBOY_RUN"))),
    ];
    // The workers' files are the workers' user's; whoever runs this check must read the owner's instead.
    let owner = [(owner[0].0, owner[0].1.as_str()), (owner[1].0, owner[1].1.as_str()), ("PAGEBOY_USER", "")];
    check_finds(stack, &owner, "database", "read and write every record", "connect as pageboy_web");
    let absent = format!("host=127.0.0.1 port={port} dbname=absent user=pageboy_web");
    check_finds(stack, &[("PAGEBOY_DATABASE", &absent)], "database", "does not exist", "sql/roles.sql");
}

#[test]
fn check_finds_a_migration_that_is_missing_and_a_directory_without_anybody() {
    let stack = Stack::shared();
    let name = format!("empty_{}", std::process::id());
    stack.sql_as_superuser(&format!("CREATE DATABASE {name} OWNER pageboy_owner"));
    let port = stack.variable("PGPORT");
    let connection = |user: &str| format!("host=127.0.0.1 port={port} dbname={name} user={user}");
    let (web, owner) = (connection("pageboy_web"), connection("pageboy_owner"));
    let options = [("PAGEBOY_DATABASE", web.as_str()), ("PAGEBOY_OWNER_DATABASE", &owner)];

    let printed = check_finds(stack, &options, "migrations", "missing: V1__tables", "run `pageboy migrate`");
    for part in ["database", "directory"] {
        assert!(finding(&printed, part).1.contains("pageboy migrate"), "{printed}");
    }
    let (worked, printed) = stack.pageboy_with(&options, &["migrate"], "");
    assert!(worked && printed.contains("applied V1__tables"), "{printed}");
    let (worked, printed) = stack.pageboy_with(&options, &["migrate"], "");
    assert!(worked && printed.contains("up to date"), "{printed}");
    check_finds(stack, &options, "directory", "nobody can log in yet", "pageboy party add alice");
    let (worked, printed) = stack.pageboy_with(&options, &["party", "add", "bob"], "long enough\n");
    assert!(worked, "{printed}");
    let (worked, printed) = stack.pageboy_with(&options, &["check"], "");
    assert!(worked, "{printed}");
    stack.sql_as_superuser(&format!("DROP DATABASE {name} WITH (FORCE)"));
}

#[test]
fn check_finds_a_push_socket_that_nobody_answers_at() {
    let stack = Stack::shared();
    check_finds(stack, &[("PAGEBOY_PUSH_SOCKET", "/nowhere/push.sock")], "push", "No such file", "libnginx-mod-nchan");
    let (worked, printed) =
        stack.pageboy_with(&[("PAGEBOY_PUSH_SOCKET", "/nowhere/push.sock"), ("PAGEBOY_PUSH", "poll")], &["check"], "");
    assert!(worked && finding(&printed, "push").0.contains("poll"), "{printed}");
}

#[test]
fn check_finds_records_that_cannot_be_written() {
    let stack = Stack::shared();
    let port = stack.variable("PGPORT");
    let read_only = format!(
        "host=127.0.0.1 port={port} dbname=pageboy user=pageboy_web options='-c default_transaction_read_only=on'"
    );
    check_finds(stack, &[("PAGEBOY_DATABASE", &read_only)], "spool", "read-only", "connect to the primary");
}

#[test]
fn check_finds_what_somebody_has_changed_of_a_role_and_the_roles_file_takes_it_back() {
    let stack = Stack::start("roles", &[]);
    let alice = stack.new_window("alice");
    // What whoever has taken over a worker may do.
    stack.sql_as_superuser(
        "SET ROLE pageboy_web; ALTER ROLE pageboy_web SET default_transaction_read_only = on;
         ALTER ROLE pageboy_web IN DATABASE pageboy SET work_mem = '4GB'",
    );
    stack.sql_as_superuser("ALTER ROLE pageboy_owner RESET log_min_messages");
    let printed = check_finds(&stack, &[], "roles", "default_transaction_read_only=on", "sql/roles.sql");
    assert!(printed.contains("pageboy_web has work_mem=4GB"), "{printed}");
    assert!(printed.contains("pageboy_owner has no log_min_messages=fatal"), "{printed}");

    stack.sql_file_as_superuser("sql/roles.sql");
    let printed = pageboy(&stack, &["check"]);
    assert!(finding(&printed, "roles").0.starts_with("ok"), "{printed}");
    alice.get("/desk").expect(200);
}

#[test]
fn check_warns_of_a_site_of_which_browsers_keep_no_cookie() {
    let stack = Stack::shared();
    check_finds(
        stack,
        &[("PAGEBOY_PUBLIC_URL", "http://pages.example.org")],
        "configuration",
        "browsers keep no log-in",
        "HTTPS",
    );
}

#[test]
fn an_unknown_key_in_the_configuration_and_a_wrong_value_are_named() {
    let stack = Stack::shared();
    let good = std::fs::read_to_string(stack.variable("PAGEBOY_CONFIG")).expect("the configuration");
    let file = std::env::temp_dir().join(format!("pageboy-configuration-{}.toml", std::process::id()));
    let path = file.to_str().expect("a path");
    for (line, named) in [
        ("sparess = 3", "there is no option \"sparess\""),
        ("spares = \"many\"", "spares"),
        ("spares = ", path),
        ("request_seconds = 9223372036854775807", "request_seconds must be between 1 and 3600"),
        ("log_level = \"loud\"", "log_level must be error, warn"),
        ("memory_max_mib = 8", "memory_max_mib must be between 384"),
        ("sandbox = \"maybe\"", "sandbox"),
        ("ring_seconds = 0", "ring_seconds must be between 1 and 86400"),
        ("push = \"pigeon\"", "push"),
    ] {
        let key = line.split(' ').next().expect("a key");
        let rest: String =
            good.lines().filter(|line| !line.starts_with(&format!("{key} "))).map(|line| format!("{line}\n")).collect();
        std::fs::write(&file, format!("{rest}{line}\n")).expect("a file");
        for command in [&["serve", "--dry-run"][..], &["check"], &["party", "list"], &["sweep"]] {
            let (worked, printed) = stack.pageboy_with(&[("PAGEBOY_CONFIG", path)], command, "");
            assert!(!worked && printed.contains(named), "{line}, {command:?}: {printed}");
        }
    }
    std::fs::remove_file(&file).expect("the file");
    let (worked, printed) = stack.pageboy_with(&[("PAGEBOY_CONFIG", path)], &["party", "list"], "");
    assert!(!worked && printed.contains(path) && printed.contains("cannot be read"), "{printed}");
    let (worked, printed) = stack.pageboy_with(&[("PAGEBOY_SPARES", "many")], &["serve", "--dry-run"], "");
    assert!(!worked && printed.contains("PAGEBOY_SPARES"), "{printed}");
    let (worked, printed) = stack.pageboy(&["serve", "--dry-run"], "");
    assert!(worked, "{printed}");
}

#[test]
fn sweep_tells_senders_in_time_that_it_rang_too_long() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&alice);
    let receipt = alice.send(&bob.party, "Hello");
    let sid = bob.at_interruption(&receipt).sid().to_owned();
    stack.sql(&format!("UPDATE pageboy.interruption SET rings_until = now() WHERE sid = '{sid}'"));
    assert!(pageboy(stack, &["sweep"]).contains("forgotten: "));
    assert_eq!(events.expect("status"), serde_json::json!({ "message": receipt["message"], "outcome": "mailbox" }));
}

#[test]
fn sweep_removes_what_expired_and_leaves_what_is_in_a_mailbox() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let ids = ["kept", "deleted", "deleted lately"]
        .map(|text| alice.send(&bob.party, text)["message"].as_str().unwrap().to_owned());
    bob.post(&format!("/inbox/{}/delete", ids[1]), &[]).expect(200);
    bob.post(&format!("/inbox/{}/delete", ids[2]), &[]).expect(200);
    stack.sql(&format!(
        "UPDATE pageboy.message SET sent = now() - interval '31 days' WHERE id IN ('{}', '{}')",
        ids[0], ids[1]
    ));
    let gone = stack.new_window("gone");
    stack.sql(&format!(
        "UPDATE pageboy.session SET expires = now() - interval '2 days' WHERE party = '{0}';
         UPDATE pageboy.credential SET expires = now() - interval '2 days' WHERE party = '{0}'",
        gone.party
    ));
    pageboy(stack, &["sweep"]);
    let count = |table: &str, of: &str| stack.sql(&format!("SELECT count(*) FROM pageboy.{table} WHERE {of}"));
    let gone = format!("party = '{}'", gone.party);
    assert_eq!((count("session", &gone), count("credential", &gone)), ("0".into(), "0".into()));
    assert_eq!(bob.get(&format!("/inbox/{}", ids[0])).expect(200)["open"]["text"], "kept");
    assert_eq!(count("message", &format!("id = '{}'", ids[1])), "0");
    assert_eq!(count("message", &format!("id = '{}'", ids[2])), "1");
    assert_eq!(alice.page()["message"]["text"], "deleted lately");
}

#[test]
fn help_reads_like_a_manual() {
    let stack = Stack::shared();
    let printed = pageboy(stack, &["--help"]);
    for word in [
        "serve",
        "migrate",
        "check",
        "sweep",
        "party",
        "token",
        "FILES",
        "/etc/pageboy/pageboy.toml",
        "PAGEBOY_CONFIG",
        "SIGNALS",
        "HUP",
        "CGI",
        "EXAMPLES",
        "EXIT STATUS",
    ] {
        assert!(printed.contains(word), "{word} is not in {printed}");
    }
    for command in
        [&["party", "--help"][..], &["party", "set", "--help"], &["token", "add", "--help"], &["serve", "--help"]]
    {
        assert!(pageboy(stack, command).contains("Usage: pageboy"));
    }
}

#[test]
fn the_exit_status_tells_a_failure_from_a_wrong_command_line() {
    let stack = Stack::shared();
    let status = |arguments: &[&str]| {
        let mut command = Command::new(stack.variable("PAGEBOY_BIN"));
        command.args(arguments).env("PAGEBOY_CONFIG", stack.variable("PAGEBOY_CONFIG"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("pageboy runs").code()
    };
    assert_eq!(status(&["party", "list"]), Some(0));
    assert_eq!(status(&["party", "remove", "nobody-at-all"]), Some(1));
    for arguments in
        [&["dance"][..], &[], &["party"], &["party", "set", "x", "--lock", "--unlock"], &["token", "revoke", "x"]]
    {
        assert_eq!(status(arguments), Some(2), "{arguments:?}");
    }
}
