//! What a request process may do with the shared records, whatever happens to it: call the functions
//! of the interface, each with its own session's credential, and nothing else.

use crate::common::{Stack, Window};

/// The functions that act for nobody's session, and why that is safe. All others take a session id
/// and credentials first, and are called by the tests below with those of somebody else.
const WITHOUT_A_SESSION: [&str; 17] = [
    "directory_answers",  // refused unless people come from LDAP
    "directory_has",      // likewise
    "directory_lacks",    // likewise
    "directory_try",      // likewise
    "health",             // says that the database answers
    "know_token",         // takes a token
    "login_begin",        // a salt, also for who does not exist
    "login_by_directory", // refused unless people come from LDAP
    "login_finish",       // takes what only the password gives
    "reached",            // an interruption's id is the capability to ring
    "ring",               // likewise
    "send_by_token",      // takes a token
    "server_of",          // says at which of our addresses a session that is named lives
    "spool_done",         // takes the claim of the process that has made the work, a secret
    "spool_voice",        // likewise
    "spool_work",         // likewise
    "stream_went",        // a channel is a secret between nginx and us; only marks that it is silent
];

const LIMITS: &str = r#"'{"sender": 300, "pair": 120, "ring": 60, "hours": 12}'"#;

/// The hash of the credential in a window's cookie, as SQL.
fn credential(window: &Window) -> String {
    let value = window.cookie.split_once('=').expect("a cookie").1;
    format!("sha256('{value}')")
}

/// One row per line, or nothing.
fn rows(stack: &Stack, statement: &str) -> Vec<String> {
    stack.sql(statement).lines().map(str::to_owned).collect()
}

#[test]
fn the_workers_role_can_use_no_table_no_sequence_and_no_column() {
    let stack = Stack::shared();
    let relations = rows(
        stack,
        "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'",
    );
    assert!(relations.len() >= 10, "{relations:?}");
    for relation in relations {
        let relation = if relation.contains('.') { relation } else { format!("public.{relation}") };
        for statement in [
            format!("SELECT FROM {relation} LIMIT 0"),
            format!("DELETE FROM {relation} WHERE false"),
            format!("INSERT INTO {relation} DEFAULT VALUES"),
            format!("TRUNCATE {relation}"),
            format!("COPY {relation} TO STDOUT"),
        ] {
            let (worked, printed) = stack.sql_as_worker(&statement);
            assert!(!worked && printed.contains("permission denied"), "{statement}: {printed}");
        }
    }
    let granted = rows(
        stack,
        "SELECT c.oid::regclass, p.privilege
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
              unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p (privilege)
         WHERE n.nspname IN ('pageboy', 'public') AND (
               c.relkind = 'S' AND p.privilege IN ('SELECT', 'UPDATE') AND has_sequence_privilege('pageboy_web', c.oid, p.privilege)
            OR c.relkind IN ('r', 'v', 'm', 'p', 'f') AND has_any_column_privilege('pageboy_web', c.oid, p.privilege))",
    );
    assert_eq!(granted, Vec::<String>::new());
}

#[test]
fn the_workers_role_is_nobody_and_can_make_nothing() {
    let stack = Stack::shared();
    for statement in [
        "CREATE TABLE public.mine ()",
        "CREATE TABLE pageboy.mine ()",
        "CREATE TEMP TABLE mine ()",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION pageboy.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SET ROLE pageboy_owner",
        "SET SESSION AUTHORIZATION pageboy_owner",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ] {
        let (worked, printed) = stack.sql_as_worker(statement);
        assert!(
            !worked && (printed.contains("permission denied") || printed.contains("must be superuser")),
            "{statement}: {printed}"
        );
    }
    let role = "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls,
                       (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)
                FROM pg_roles r WHERE rolname IN ('pageboy_web', 'pageboy_owner')";
    assert_eq!(stack.sql(role), "f|0\nf|0");
}

#[test]
fn the_workers_role_can_call_the_functions_of_the_interface_and_no_other() {
    let stack = Stack::shared();
    // Really called, each with NULL for every argument: whatever may not be called says so.
    let (worked, printed) = stack.sql_as_worker(
        "DO $$
         DECLARE
             f record;
             called text[] := '{}';
         BEGIN
             FOR f IN SELECT p.proname, CASE WHEN p.provariadic <> 0 THEN 'VARIADIC ' ELSE '' END || coalesce(
                                 (SELECT string_agg(format('NULL::%s', t::regtype), ', ') FROM unnest(p.proargtypes) t), '') AS arguments
                      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'pageboy' AND p.proname NOT LIKE 'version\\_%' ORDER BY 1 LOOP
                 BEGIN
                     EXECUTE format('SELECT pageboy.%I(%s)', f.proname, f.arguments);
                     called := called || f.proname::text;
                 EXCEPTION
                     WHEN insufficient_privilege THEN NULL;
                     WHEN OTHERS THEN called := called || f.proname::text;
                 END;
             END LOOP;
             RAISE EXCEPTION 'called: %', array_to_string(called, ' ');
         END $$",
    );
    assert!(!worked);
    let called = printed.split("called: ").nth(1).and_then(|rest| rest.lines().next()).expect("a list");
    let called: Vec<&str> = called.split(' ').collect();
    assert_eq!(
        called,
        [
            "delete_message",
            "directory_answers",
            "directory_ask",
            "directory_has",
            "directory_lacks",
            "directory_try",
            "health",
            "heard",
            "know_token",
            "login_begin",
            "login_by_directory",
            "login_finish",
            "logout",
            "open_stream",
            "pending",
            "reached",
            "read_registry",
            "recording",
            "recording_part",
            "resume",
            "ring",
            "save_draft",
            "save_settings",
            "send",
            "send_by_token",
            "server_of",
            "set_status",
            "show",
            "spool_done",
            "spool_voice",
            "spool_work",
            "stream_went",
        ]
    );
}

#[test]
fn everything_that_is_granted_runs_as_the_owner_with_a_fixed_search_path() {
    let stack = Stack::shared();
    let loose = rows(
        stack,
        "SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE n.nspname = 'pageboy' AND has_function_privilege('pageboy_web', p.oid, 'EXECUTE')
           AND p.prosrc <> 'SELECT true' AND NOT (p.prosecdef AND 'search_path=pageboy, pg_temp' = ANY (p.proconfig)
                    AND p.proowner = 'pageboy_owner'::regrole)",
    );
    assert_eq!(loose, Vec::<String>::new());
    let definers = "SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                    WHERE n.nspname = 'pageboy' AND p.prosecdef AND NOT has_function_privilege('pageboy_web', p.oid, 'EXECUTE')";
    assert_eq!(stack.sql(definers), "", "nothing runs as the owner that nobody may call");
}

#[test]
fn public_has_nothing() {
    let stack = Stack::shared();
    let granted = rows(
        stack,
        "SELECT 'function', p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE n.nspname = 'pageboy' AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) WHERE grantee = 0))
         UNION ALL
         SELECT 'relation', c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('pageboy', 'public') AND EXISTS (SELECT FROM aclexplode(c.relacl) WHERE grantee = 0)
         UNION ALL
         SELECT 'schema', n.nspname FROM pg_namespace n
         WHERE n.nspname IN ('pageboy', 'public') AND EXISTS (SELECT FROM aclexplode(n.nspacl) WHERE grantee = 0)
         UNION ALL
         SELECT 'database', d.datname FROM pg_database d
         WHERE d.datname = current_database()
           AND EXISTS (SELECT FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) WHERE grantee = 0)",
    );
    assert_eq!(granted, Vec::<String>::new());
}

/// All that is stored about Bob, as one value.
fn snapshot(stack: &Stack, party: &str) -> String {
    stack.sql(&format!(
        "SELECT md5(string_agg(part, '|')) FROM (
             SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS part
             FROM pageboy.session t WHERE party = '{party}'
             UNION ALL SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM pageboy.interruption t WHERE party = '{party}'
             UNION ALL SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM pageboy.mailbox t WHERE party = '{party}'
             UNION ALL SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM pageboy.message t WHERE '{party}' IN (sender, recipient)
             UNION ALL SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM pageboy.voice t JOIN pageboy.message m ON m.id = t.message
                       WHERE '{party}' IN (m.sender, m.recipient)
             UNION ALL SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM pageboy.voice_draft t JOIN pageboy.session s USING (sid)
                       WHERE s.party = '{party}'
             UNION ALL SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM pageboy.credential t WHERE party = '{party}'
             UNION ALL SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM pageboy.registry t WHERE party = '{party}'
             UNION ALL SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM pageboy.party t WHERE id = '{party}'
         ) parts"
    ))
}

/// The functions that the workers' role may call, and the names of their arguments.
struct Interface {
    functions: Vec<(String, Vec<String>)>,
}

impl Interface {
    fn of(stack: &Stack) -> Interface {
        let listed = rows(
            stack,
            "SELECT p.proname, replace(array_to_string(p.proargnames[1:p.pronargs], ' '), 'p_', '')
             FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname = 'pageboy' AND has_function_privilege('pageboy_web', p.oid, 'EXECUTE')
               AND p.proname NOT LIKE 'version\\_%' ORDER BY 1",
        );
        let functions = listed.iter().filter_map(|line| line.split_once('|')).map(|(name, arguments)| {
            (name.to_owned(), arguments.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect())
        });
        Interface { functions: functions.collect() }
    }

    /// A call of a function; what is not given gets a value that does harm if it can.
    fn call(&self, function: &str, given: &[(&str, &str)]) -> String {
        let (_, arguments) = self.functions.iter().find(|(name, _)| name == function).expect("a function");
        for (name, _) in given {
            assert!(arguments.iter().any(|argument| argument == name), "{function} has no argument {name}");
        }
        let values = arguments.iter().map(|argument| {
            let found = given.iter().find(|(name, _)| name == argument);
            found.map_or_else(|| harmful(argument), |(_, value)| value)
        });
        format!("SELECT pageboy.{function}({})", values.collect::<Vec<_>>().join(", "))
    }
}

/// A value for an argument of this name.
fn harmful(argument: &str) -> &'static str {
    match argument {
        "limits" => LIMITS,
        "hours" | "ring_seconds" => "60",
        "status" => "'busy'",
        "page" => "'desk'",
        "turn" => "'inbox'",
        "draft" => "'{\"text\": \"planted\"}'::jsonb",
        "accept" => "'{nobody}'::text[]",
        "shown" | "tried" => "true",
        "nonce" | "text" => "'planted'",
        "new_sid" => "repeat('N', 43)",
        "channel" => "repeat('c', 64)",
        "source" => "'127.0.0.1'",
        _ => "NULL",
    }
}

/// A message as a worker would describe it, of SQL values.
fn new_message(to: &str, about: &str, id: &str, sid: &str) -> String {
    format!(
        "jsonb_build_object('to', {to}, 'about', {about}, 'id', {id}, 'sid', {sid}, 'text', 'planted',
                            'nonce', 'planted', 'urgent', false)"
    )
}

fn quoted(text: &str) -> String {
    format!("'{text}'")
}

#[test]
fn no_function_gives_out_or_changes_anything_for_a_credential_that_is_not_the_sessions() {
    let stack = Stack::shared();
    let (alice, bob, eve) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("eve"));
    let message = quoted(alice.send(&bob.party, "Secret")["message"].as_str().expect("an id"));
    let interruption = bob.at(&bob.pending().expect("an interruption"));
    let (alices, eves) = (credential(&alice), credential(&eve));
    let foreign = [
        format!("ARRAY[{eves}]"),
        format!("ARRAY[{alices}]"),
        format!("ARRAY[{eves}, NULL, '\\x']"),
        "ARRAY[NULL]::bytea[]".into(),
        "NULL".into(),
    ];

    let interface = Interface::of(stack);
    let before = snapshot(stack, &bob.party);
    let mut without_a_session = Vec::new();
    for (function, arguments) in &interface.functions {
        if !arguments.starts_with(&["sid".into(), "credentials".into()]) {
            without_a_session.push(function.as_str());
            continue;
        }
        for sid in [bob.sid(), interruption.sid()].map(quoted) {
            for credentials in &foreign {
                let new = new_message("NULL", &message, "repeat('n', 22)", "repeat('N', 43)");
                let about: Vec<(&str, &str)> = [("about", &*message), ("message", &*message), ("new", &new)]
                    .into_iter()
                    .filter(|(name, _)| arguments.iter().any(|argument| argument == name))
                    .collect();
                let given = [&[("sid", &*sid), ("credentials", credentials)], &about[..]].concat();
                let (worked, printed) = stack.sql_as_worker(&interface.call(function, &given));
                assert!(!worked && printed.contains("not_yours"), "{function}: {printed}");
                assert!(!printed.contains("Secret"));
            }
        }
    }
    assert_eq!(without_a_session, WITHOUT_A_SESSION);
    assert!(interface.functions.len() > without_a_session.len() + 8);
    assert_eq!(snapshot(stack, &bob.party), before);
}

#[test]
fn a_wrong_token_a_wrong_password_and_a_guessed_id_change_nothing() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Secret");
    let before = snapshot(stack, &bob.party);
    let (party, sid, credential) = (quoted(&bob.party), quoted(bob.sid()), credential(&bob));
    let (credentials, unknown) = (format!("ARRAY[{credential}]"), quoted(&"A".repeat(43)));
    let interface = Interface::of(stack);
    let new = new_message(&party, "NULL", "NULL", "repeat('N', 43)");
    // A wrong password, with everything else as the owner of the session would have it.
    let wrong_password = [
        ("party", &*party),
        ("derived", "'wrong'"),
        ("sid", &sid),
        ("credential", &credential),
        ("previous", &credentials),
    ];
    let untried = stack.sql_as_worker(&interface.call("login_finish", &wrong_password)).1;
    assert!(untried.contains("too_many_logins"), "only a try that was counted is one: {untried}");
    stack.sql(&format!("INSERT INTO pageboy.login_try (party, source) VALUES ({party}, '127.0.0.1')"));
    for (statement, told) in [
        (interface.call("know_token", &[("token", "sha256('wrong')")]), "unknown_token"),
        (interface.call("send_by_token", &[("token", "sha256('wrong')"), ("new", &new)]), "unknown_token"),
        (interface.call("send_by_token", &[("token", "NULL"), ("new", &new)]), "unknown_token"),
        (interface.call("login_finish", &wrong_password), "{\"party\": null}"),
        (interface.call("ring", &[("sid", &unknown)]), "no_such_page"),
        (interface.call("ring", &[("sid", &sid)]), "no_such_page"),
        (interface.call("stream_went", &[("channel", "repeat('f', 64)")]), "{\"others\": []}"),
        (interface.call("reached", &[("sid", &sid)]), "\"outcome\": null"),
    ] {
        let (_, printed) = stack.sql_as_worker(&statement);
        assert!(printed.contains(told), "{statement}: {printed}");
        assert!(!printed.contains("Secret"));
    }
    assert_eq!(snapshot(stack, &bob.party), before);
    // What the id of an interruption gives to who guesses it: that it rings, and for whom.
    let sid = quoted(bob.at_interruption(&receipt).sid());
    let (_, printed) = stack.sql_as_worker(&interface.call("ring", &[("sid", &sid)]));
    assert!(printed.contains("\"outcome\": \"ringing\""), "{printed}");
    assert!(!printed.contains("Secret") && !printed.contains(&alice.party), "{printed}");
}

#[test]
fn with_a_session_of_ones_own_no_function_gives_out_or_changes_the_message_of_another() {
    let stack = Stack::shared();
    let (alice, bob, eve) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("eve"));
    let receipt = alice.send(&bob.party, "Secret");
    let message = quoted(receipt["message"].as_str().expect("an id"));
    let foreign_sid = quoted(bob.at_interruption(&receipt).sid());
    let before = snapshot(stack, &bob.party);
    let (sid, credentials, to) = (quoted(eve.sid()), format!("ARRAY[{}]", credential(&eve)), quoted(&alice.party));
    let token = format!("sha256('{}')", stack.add_token(&eve.party));
    let own = [("sid", &*sid), ("credentials", &*credentials)];
    let interface = Interface::of(stack);

    let mut calls = Vec::new();
    for page in ["'message'", "'sent'", "'inbox'", "'desk'", "'settings'"] {
        calls.push(
            interface.call("show", &[&own[..], &[("turn", page), ("about", &message), ("search", "''")]].concat()),
        );
    }
    // A worker mints its own identifiers; a broken one might name those of others.
    for new_sid in ["repeat('N', 43)", &foreign_sid] {
        for to in ["NULL", &to] {
            let new = new_message(to, &message, &message, new_sid);
            calls.push(interface.call("send", &[&own[..], &[("new", &new)]].concat()));
        }
        let new = new_message(&to, "NULL", &message, new_sid);
        calls.push(interface.call("send_by_token", &[("token", &token), ("new", &new)]));
        calls.push(interface.call("resume", &[&own[..], &[("new_sid", new_sid)]].concat()));
    }
    calls.push(interface.call("delete_message", &[&own[..], &[("message", &message)]].concat()));
    for statement in calls {
        let (_, printed) = stack.sql_as_worker(&statement);
        for secret in ["Secret", &bob.party, &alice.party] {
            // The desk shows everybody's name; that is what it is for.
            let shows_desk = printed.contains(r#""page": "desk""#);
            let public = shows_desk && secret != "Secret";
            assert!(public || !printed.contains(secret), "{statement}: {printed}");
        }
        assert!(statement.contains(&foreign_sid) || !printed.contains(foreign_sid.trim_matches('\'')), "{printed}");
        // What one call has turned the session to might be shown by the next.
        eve.get("/desk").expect(200);
    }
    assert_eq!(snapshot(stack, &bob.party), before);
}

#[test]
fn where_people_come_from_sql_a_worker_can_vouch_for_nobody() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    stack.set_party(&bob.party, &["--accept", "nobody"]);
    let before = snapshot(stack, &bob.party);
    let (party, sid) = (quoted(&bob.party), quoted(alice.sid()));
    let entry = format!(
        "jsonb_build_object('id', {party}, 'dn', 'uid=bob', 'name', 'Bob', 'mail', '', 'mailbox', '',
                            'accept', '[\"everyone\"]'::jsonb, 'urgent', '[]'::jsonb)"
    );
    let interface = Interface::of(stack);
    let own = [("sid", &*sid), ("credentials", &*format!("ARRAY[{}]", credential(&alice)))];
    let log_in = [
        ("party", &*party),
        ("entry", &entry),
        ("seconds", "60"),
        ("sid", "repeat('N', 43)"),
        ("credential", "sha256('x')"),
    ];
    for statement in [
        interface.call("login_by_directory", &log_in),
        interface.call("directory_has", &[("entry", &entry), ("seconds", "60")]),
        interface.call("directory_lacks", &[("party", &party)]),
        interface.call("directory_answers", &[("answers", "false")]),
        interface.call("directory_try", &[]),
        interface.call("directory_ask", &own),
    ] {
        let (worked, printed) = stack.sql_as_worker(&statement);
        assert!(!worked && printed.contains("directory_mismatch"), "{statement}: {printed}");
    }
    // What the directory is said to say of a message is not heard.
    let new = new_message(&party, "NULL", "repeat('n', 22)", "repeat('N', 43)");
    let new = format!("({new} || '{{\"directory\": {{\"accepts\": true, \"urgent\": true}}}}')");
    let (_, printed) = stack.sql_as_worker(&interface.call("send", &[&own[..], &[("new", &new)]].concat()));
    assert!(printed.contains("not_accepted"), "{printed}");
    assert_eq!(snapshot(stack, &bob.party), before);
}

#[test]
fn logging_in_as_oneself_takes_over_no_session_and_no_credential_of_another() {
    let stack = Stack::shared();
    let (bob, eve) = (stack.new_window("bob"), stack.new_window("eve"));
    let before = snapshot(stack, &bob.party);
    // What Eve's password gives is known to her worker; here it is made one that the test knows.
    stack.sql(&format!("UPDATE pageboy.party SET verifier = sha256('derived') WHERE id = '{}'", eve.party));
    let (party, sid, bobs) = (quoted(&eve.party), quoted(bob.sid()), credential(&bob));
    let given = [
        ("party", &*party),
        ("derived", "'derived'"),
        ("sid", &sid),
        ("credential", &bobs),
        ("previous", &format!("ARRAY[{bobs}]")),
    ];
    stack.sql(&format!("INSERT INTO pageboy.login_try (party, source) VALUES ({party}, '127.0.0.1')"));
    let (worked, printed) = stack.sql_as_worker(&Interface::of(stack).call("login_finish", &given));
    assert!(worked && printed.contains(&eve.party), "{printed}");
    assert_eq!(snapshot(stack, &bob.party), before);
    assert_eq!(bob.page()["party"]["id"], bob.party.as_str());
    assert_eq!(bob.at(&eve.path).get("").status, 403, "Bob's credential does not open Eve's sessions");
}
