//! What piles up costs nobody anything: sessions that are gone, large inboxes, and what a sweep has to forget.

use crate::common::window::{form, request};
use crate::common::{Stack, Window};

/// How many rows of these tables PostgreSQL reads for a statement.
fn rows_read(stack: &Stack, tables: &str, statement: &str) -> u64 {
    let read = format!(
        "SET search_path = pageboy, pg_temp; {statement};
         SELECT 'read ' || sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables
         WHERE schemaname = 'pageboy' AND relname = ANY ('{{{tables}}}')"
    );
    let printed = stack.sql(&read);
    let last = printed.lines().find_map(|line| line.strip_prefix("read ")).expect("a number");
    last.parse().expect("a number")
}

#[test]
fn of_a_partys_sessions_a_hundred_are_served_and_the_page_of_one_that_made_room_says_why() {
    let stack = Stack::start("sessions", &[("PAGEBOY_LOGIN_TRIES", "1000")]);
    let (alice, password) = stack.add_party("alice", &[]);
    let first = Window::log_in(&stack, &alice, &password);
    let kept = Window::log_in(&stack, &alice, &password);
    for _ in 0..98 {
        Window::log_in(&stack, &alice, &password);
    }
    first.get("/desk").expect(200);
    // The one that is used stays; the other was not looked at for longer.
    let last = Window::log_in(&stack, &alice, &password);
    let gone = kept.get("/desk").expect(410);
    assert_eq!(gone["error"], "too_many_sessions", "{gone}");
    assert!(kept.get_html("").text.contains("has logged in very often since"));
    first.get("/desk").expect(200);
    last.get("/desk").expect(200);
    assert_eq!(
        stack.sql(&format!("SELECT count(*) FROM pageboy.session WHERE party = '{alice}' AND NOT ended")),
        "100"
    );
}

#[test]
fn a_hundred_thousand_sessions_of_one_party_cost_nobody_who_looks_at_it() {
    let stack = Stack::start("piles", &[]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    // They are no more alive than a script's that logs in every minute and never logs out.
    stack.sql(&format!(
        "INSERT INTO pageboy.session (sid, party, alive_until, expires)
         SELECT rpad(n::text, 43, 'x'), '{}', now() - interval '1 minute' * n, now() + interval '1 day'
         FROM generate_series(1, 100000) n",
        bob.party
    ));
    stack.sql_as_superuser("ANALYZE pageboy.session");
    let who = [
        format!("SELECT pageboy.availability('{}')", bob.party),
        format!("SELECT (pageboy.present_session('{}')).sid", bob.party),
        "SELECT pageboy.people('', 50, NULL)".to_owned(),
    ];
    for statement in who {
        let rows = rows_read(&stack, "session", &statement);
        assert!(rows < 100, "{statement}: {rows} rows");
    }
    assert_eq!(alice.availability(&bob.party), "available");
    // The next log-in makes room.
    let (carol, password) = stack.add_party("carol", &[]);
    stack.sql(&format!("UPDATE pageboy.session SET party = '{carol}' WHERE sid LIKE '%x'"));
    let fields = form(&[("party", &carol), ("password", &password)]);
    request("POST", &format!("{}/login", stack.url()), &[("Accept", "application/json")], Some(&fields)).expect(200);
    assert_eq!(
        stack.sql(&format!("SELECT count(*) FROM pageboy.session WHERE party = '{carol}' AND NOT ended")),
        "100"
    );
}

#[test]
fn a_page_and_a_search_of_an_inbox_with_a_hundred_thousand_messages_read_a_few_of_them() {
    let stack = Stack::start("inbox", &[]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    // Bob's half is read; one in fifty names a bed, and one in all a lighthouse, long ago.
    for (party, other) in [(&bob.party, &alice.party), (&alice.party, &bob.party)] {
        stack.sql(&format!(
            "WITH new AS (
                 INSERT INTO pageboy.message (id, sender, sender_name, origin, nonce, recipient, text, urgent, accepted_as, outcome)
                 SELECT rpad(n || '{party}', 22, 'x'), '{other}', 'Somebody', '{party}', n, '{party}',
                        'Message ' || n || ' of many ' || md5(n::text) || CASE WHEN n % 50 = 0 THEN ' about bed ' || n
                        WHEN n = 1000 + 1 THEN ' seen from the LIGHTHOUSE' ELSE '' END, false, 'mailbox', 'mailbox'
                 FROM generate_series(1, 100000) n RETURNING id)
             INSERT INTO pageboy.mailbox (message, party, read)
             SELECT id, '{party}', CASE WHEN id ~ '^[0-4]' THEN now() END FROM new ORDER BY length(id), id"
        ));
    }
    stack.sql_as_superuser("VACUUM ANALYZE pageboy.message");
    stack.sql_as_superuser("VACUUM ANALYZE pageboy.mailbox");
    let session = format!("(SELECT s FROM pageboy.session s WHERE sid = '{}')", bob.sid());
    let page = |search: &str, before: &str| {
        let statement = format!("SELECT pageboy.inbox_page({session}, '{search}', {before}, NULL)");
        rows_read(&stack, "message,mailbox,voice", &statement)
    };
    for before in ["NULL", "'u50000'", "'-u500'", "'r50'", "'-r9'"] {
        let rows = page("", before);
        assert!(rows < 400, "{before}: {rows} rows");
        for search in ["bed", "lighthouse", "alice", "no such word"] {
            let rows = page(search, before);
            assert!(rows < 8_000, "{search} {before}: {rows} rows");
        }
    }
    // And it finds what it should.
    let found = |search: &str| bob.get(&format!("/inbox?q={search}")).expect(200)["messages"].clone();
    assert_eq!(found("lighthouse").as_array().map(Vec::len), Some(1));
    assert_eq!(found("bed").as_array().map(Vec::len), Some(20));
    assert_eq!(found("100%25").as_array().map(Vec::len), Some(0), "a pattern's signs are words");
    assert_eq!(found("alice").as_array().map(Vec::len), Some(20));
}

#[test]
fn a_sweep_that_has_much_to_forget_keeps_nobody_waiting_and_comes_to_its_end() {
    let stack = Stack::start("sweep", &[]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    stack.sql(&format!(
        "INSERT INTO pageboy.session (sid, party, alive_until, expires)
         SELECT rpad(n::text, 43, 'x'), '{}', now() - interval '3 days', now() - interval '2 days'
         FROM generate_series(1, 60000) n;
         INSERT INTO pageboy.login_try (party, source, at)
         SELECT 'nobody', '192.0.2.1', now() - interval '2 days' FROM generate_series(1, 60000)",
        bob.party
    ));
    let longest = "SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0) * 1000 FROM pg_stat_activity
                   WHERE usename = 'pageboy_owner' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL";
    let printed = std::thread::scope(|scope| {
        let sweep = scope.spawn(|| stack.pageboy(&["sweep"], ""));
        let mut seen: f64 = 0.0;
        while !sweep.is_finished() {
            // Bob is rung as ever meanwhile.
            let interruption = bob.at_interruption(&alice.send(&bob.party, "Are you there?"));
            interruption.page();
            interruption.resume();
            seen = seen.max(stack.sql(longest).parse().unwrap_or(0.0));
        }
        // The machine may be busy; one transaction for all took 14 s.
        assert!(seen < 2_000.0, "a transaction of {seen} ms");
        sweep.join().expect("the sweep ran")
    });
    assert!(printed.0 && printed.1.contains("60000 expired sessions, 60000 log-in tries"), "{printed:?}");
    assert_eq!(stack.sql("SELECT count(*) FROM pageboy.login_try WHERE party = 'nobody'"), "0");
}
