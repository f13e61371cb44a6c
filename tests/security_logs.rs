//! What is written down of a request: nothing that locates or opens a session, and nothing that a client
//! could have meant to be read as a line of the log.

use crate::common::faults::{Program, Transaction, end, send, wait_for_hanging};
use crate::common::window::form;
use crate::common::{Events, LONG, Stack, Window, fastcgi, raw, wait_until};
use nix::sys::signal::Signal;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const JSON: (&str, &str) = ("Accept", "application/json");

/// The stack's log files, all but the one that quotes whole requests.
fn logs(stack: &Stack) -> Vec<(PathBuf, String)> {
    let folder = Path::new(stack.variable("PAGEBOY_RUN")).join("log");
    let quoting = Path::new(stack.variable("NGINX_ERROR_LOG")).file_name();
    std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_name() != quoting)
        .map(|path| (path.clone(), String::from_utf8_lossy(&std::fs::read(&path).expect("a log")).into_owned()))
        .collect()
}

/// Every way in which a client may have the same session id in its request.
fn ask_in_every_way(window: &Window) {
    let (site, sid) = (&window.site, window.sid());
    let host = raw::authority(site);
    let cookie = ("Cookie", window.cookie.as_str());
    let percent: String = sid.bytes().map(|byte| format!("%{byte:02x}")).collect();
    for path in [
        format!("/s/{sid}"),
        format!("/s/{sid}/"),
        format!("/s/{sid}/desk?to={sid}"),
        format!("/s/{sid}?{sid}"),
        format!("/s/{sid}#x"),
        format!("/s/{sid}%0a"),
        format!("/s/{sid}%00"),
        format!("/s/{sid}%FF"),
        format!("/s/{sid}/{sid}/{sid}"),
        format!("/s/x/{sid}"),
        format!("/s//{sid}"),
        format!("//s/{sid}"),
        format!("/%73/{sid}"),
        format!("/s%2f{sid}"),
        format!("/s/{percent}"),
        format!("/S/{sid}"),
        format!("/./s/{sid}"),
        format!("/a/../s/{sid}"),
        format!("/a/b/c/s/{sid}/inbox"),
        format!("/a/b/c/d/s/{sid}/inbox"),
        format!("/{sid}"),
        format!("/{sid}/"),
        format!("/{sid}/s/x"),
        format!("/x{sid}"),
        format!("/static/{sid}"),
        format!("/static/{sid}.css"),
        format!("/login?next=/s/{sid}"),
        format!("/?{sid}"),
        format!("/health/{sid}"),
        format!("/_events/{sid}"),
        format!("/errors/{sid}"),
        format!("/s/{sid}/notify"),
        format!("/s/{sid}/inbox/{}", &sid[..22]),
        format!("http://{host}/s/{sid}"),
        format!("http://x:y@{host}/s/{sid}"),
        format!("/s/{sid}/{}", "x".repeat(9000)),
    ] {
        for method in ["GET", "POST", "HEAD", "DELETE", "TRACE"] {
            let headers = [cookie, ("Referer", &format!("{site}/s/{sid}")), ("User-Agent", sid)];
            let body = (method == "POST").then_some("");
            let _ = raw::exchange(site, &raw::bytes(method, &path, host, &headers, body));
        }
    }
    for request in [
        format!("GET /s/{sid}\r\n"),
        format!("GET /s/{sid} HTTP/1.0\r\n\r\n"),
        format!("GET /s/{sid} HTTP/7.0\r\n\r\n"),
        format!("GET /s/{sid} HTTP/{sid}\r\n\r\n"),
        format!("GET /s/{sid} x HTTP/1.1\r\nHost: x\r\n\r\n"),
        format!("{sid} / HTTP/1.0\r\n\r\n"),
        format!("{} / HTTP/1.0\r\n\r\n", sid.to_uppercase()),
        format!("GET / HTTP/1.0\r\nHost: {sid}\r\n\r\n"),
        format!("GET {sid} HTTP/1.0\r\n\r\n"),
        format!("GET /s/{sid} HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n"),
        format!("GET /s/{sid} HTTP/1.0\r\n{sid}\r\n\r\n"),
        format!("GET /s/{sid} HTTP/1.0\r\nX-Forwarded-For: {sid}\r\nAuthorization: Bearer {sid}\r\n\r\n"),
        format!("GET /s/{sid} HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "x".repeat(9000)),
        format!("OPTIONS * HTTP/1.0\r\nOrigin: {sid}\r\n\r\n"),
        format!("\u{1b}[31m/s/{sid} HTTP/1.1\r\n\r\n"),
    ] {
        // Some are closed without an answer.
        let _ = raw::exchange(site, request.as_bytes());
    }
}

#[test]
fn no_session_id_and_no_secret_is_in_any_log() {
    let stack = Stack::start("logs", &[("PAGEBOY_REQUEST_SECONDS", "2"), ("PAGEBOY_LOG_LEVEL", "debug")]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let token = stack.add_token(&alice.party);
    let mut secrets = vec![token.clone(), "precious words".to_owned(), format!("password of {}", alice.party)];
    let events = Events::open(&bob);

    // The main job, with all that belongs to it.
    bob.post("/draft", &[("text", "precious words, half")]).expect(204);
    let interruption = alice.interrupt(&bob, "precious words");
    interruption.post("/reply", &[("text", "more precious words")]).expect(201);
    let answered = alice.at(&alice.pending().expect("an answer"));
    answered.page();
    answered.resume();
    interruption.resume();
    let body = form(&[("to", &bob.party), ("text", "precious words")]);
    let bearer = format!("Bearer {token}");
    raw::post(stack.url(), "/send", &[JSON, ("Authorization", &bearer)], &body).expect("an answer").expect(201);
    drop(events);
    let by_script = bob.at(&bob.pending().expect("the script's message"));
    by_script.page();
    by_script.resume();
    // Refusals of every kind.
    let wrong = form(&[("party", &alice.party), ("password", "precious words")]);
    raw::post(stack.url(), "/login", &[JSON], &wrong).expect("an answer").expect(401);
    alice.post("/send", &[("to", &bob.party), ("text", &"precious words".repeat(2000))]).expect(413);
    alice.post("/send", &[("to", "precious words"), ("text", "x")]).expect(404);
    alice.post("/send", &[("to", &bob.party), ("text", "precious words\0")]).expect(422);
    bob.at(&alice.path).get("").expect(403);

    let windows = [&alice, &bob, &interruption, &answered, &by_script];
    for window in windows {
        ask_in_every_way(window);
    }
    // Faults: a worker that hangs, one that dies, and records that are away.
    let held = Transaction::stopping(&stack, &[&alice]);
    std::thread::scope(|scope| {
        scope.spawn(|| raw::page_of(&alice, "", "text/html").expect("an answer"));
        let killed = scope.spawn(|| alice.post("/send", &[("to", &bob.party), ("text", "precious words")]));
        wait_for_hanging(&stack, 2);
        let busy = crate::common::faults::Pageboy::of(&stack).busy();
        assert_eq!(busy.len(), 2);
        send(busy[0], Signal::SIGKILL);
        drop(killed);
    });
    drop(held);
    let bouncer = stack.pid("PGBOUNCER_PID");
    let program = Program::running("pgbouncer", bouncer);
    end(bouncer, Signal::SIGKILL);
    assert_eq!(alice.get("").status, 503);
    assert_eq!(alice.post("/send", &[("to", &bob.party), ("text", "precious words")]).status, 503);
    // Every one of these is a fault now, and logged as one.
    ask_in_every_way(&alice);
    let _started = program.start(&stack);
    wait_until("the records are back", LONG, || alice.get("").status == 200);
    alice.post("/logout", &[]).expect(200);
    ask_in_every_way(&alice);
    stack.pageboy(&["sweep"], "");

    let channels = stack.sql("SELECT channel FROM pageboy.stream");
    secrets.extend(channels.lines().map(str::to_owned));
    secrets.extend(stack.sql("SELECT sid FROM pageboy.session").lines().map(str::to_owned));
    secrets.extend(windows.map(|window| window.sid().to_owned()));
    secrets.extend(windows.map(|window| window.cookie.split('=').nth(1).expect("a value").to_owned()));
    secrets.extend(["WEB_PASSWORD", "PGPASSWORD", "PGSUPERPASSWORD"].map(|name| stack.variable(name).to_owned()));
    assert!(secrets.len() > 15);
    // What is spelt in percents or in capitals is as good as what is not.
    let sids: Vec<String> = windows.iter().map(|window| window.sid().to_owned()).collect();
    secrets.extend(sids.iter().map(|sid| sid.bytes().map(|byte| format!("%{byte:02x}")).collect()));
    secrets.extend(sids.iter().map(|sid| sid.to_uppercase()));
    let logs = logs(&stack);
    for (path, text) in &logs {
        for secret in &secrets {
            let line = text.lines().find(|line| line.contains(secret.as_str()));
            assert_eq!(line, None, "{} has {secret}", path.display());
        }
    }
    // They were asked for, and that is written down.
    let access = std::fs::read_to_string(stack.variable("NGINX_ACCESS_LOG")).expect("a log");
    for line in ["\"GET /s/* HTTP/1.1\" 200", "\"POST /s/*/send HTTP/1.1\" 201", "\"GET /health", "\"POST /login"] {
        assert!(access.contains(line), "{line}");
    }
    let own = std::fs::read_to_string(stack.variable("PAGEBOY_LOG")).expect("a log");
    for line in ["GET /s/…", "POST /s/…/send", "did not answer in time", "died while it worked"] {
        assert!(own.contains(line), "{line}: {own}");
    }
    // nginx's error log quotes requests, so it is for root and whoever root chooses.
    let mode = std::fs::metadata(stack.variable("NGINX_ERROR_LOG")).expect("a log").permissions().mode();
    assert_eq!(mode & 0o007, 0, "{mode:o}");
}

#[test]
fn nobody_forges_a_line_of_a_log() {
    let stack = Stack::start("forgery", &[("PAGEBOY_LOG_LEVEL", "debug")]);
    let alice = stack.new_window("alice");
    let bearer = format!("Bearer {}", stack.add_token(&alice.party));
    let forged = "x\r\n2026-11-23T00:00:00Z pageboy master[1] error: forged\x1b[2J\x07\u{202e}\u{2028}\u{85}\0\u{7f}é";
    let percent: String = forged.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let visible: String = "x\u{202e}\u{2028}forged é \"quoted\"".bytes().map(|byte| format!("%{byte:02X}")).collect();
    let socket = Path::new(stack.variable("PAGEBOY_SOCKET"));
    let attack = || {
        let site = stack.url();
        for path in [
            format!("/send/{percent}"),
            format!("/send/{visible}"),
            format!("/{percent}"),
            format!("/?{percent}"),
            format!("{}/{visible}", alice.path),
            format!("{}/desk?q={percent}&to={percent}", alice.path),
            format!("{}/registry?party={percent}", alice.path),
            format!("{}/inbox?before={percent}&q={percent}", alice.path),
            format!("{}/inbox?before=u9999999999999999999999{percent}", alice.path),
            "/\u{202e}forged\x1b[2J".to_owned(),
        ] {
            let headers =
                [("Cookie", alice.cookie.as_str()), ("Authorization", &bearer), ("User-Agent", "\x1b[2J"), JSON];
            let _ = raw::get(site, &path, &headers);
            let _ = raw::post(site, &path, &headers, "text=hello");
        }
        for body in [
            form(&[("party", forged), ("password", forged)]),
            form(&[("to", forged), ("text", forged), ("nonce", forged), ("page", forged), ("status", forged)]),
            form(&[("accept", forged), ("urgent", forged)]),
            form(&[("to", &alice.party), ("text", &forged.replace('\0', "")), ("caret", forged), ("field", forged)]),
            format!("{percent}={percent}"),
        ] {
            let headers = [("Cookie", alice.cookie.as_str()), ("Authorization", &bearer)];
            for path in ["/login", "/send"] {
                let _ = raw::post(site, path, &headers, &body);
            }
            for below in ["/send", "/reply", "/draft", "/status", "/settings"] {
                let _ = raw::post(site, &format!("{}{below}", alice.path), &headers, &body);
            }
        }
        for request in [
            "GET / HTTP/1.0\r\nHost: \x1b[2J\r\nX: y\r\n\r\n",
            "GET / HTTP/1.0\r\nCookie: \x1b]0;forged\x07\r\nAccept: \x1b[2J\r\n\r\n",
            "\x1b[2J / HTTP/1.1\r\n\r\n",
        ] {
            let _ = raw::exchange(site, request.as_bytes());
        }
        // As a web server that lets everything through.
        for (method, path) in
            [("GET", forged), ("GET", &format!("/{forged}")), (forged, "/"), ("POST", &format!("/send/{forged}"))]
        {
            let request = fastcgi::request(&fastcgi::variables(method, path, &[("HTTP_AUTHORIZATION", &bearer)]), b"x");
            let _ = fastcgi::exchange(socket, &request);
        }
    };
    attack();
    // Faults are what is logged with their circumstances.
    end(stack.pid("PGBOUNCER_PID"), Signal::SIGKILL);
    attack();

    let own = std::fs::read_to_string(stack.variable("PAGEBOY_LOG")).expect("UTF-8");
    assert!(own.contains("\\u{202e}\\u{2028}forged"), "what is logged is spelt out: {own}");
    for line in own.lines() {
        let words: Vec<&str> = line.splitn(4, ' ').collect();
        let is_line = matches!(words[..], [time, "pageboy", role, level]
            if time.len() == 20 && time.ends_with('Z') && role.contains('[') && role.ends_with(']') && level.contains(": "));
        assert!(is_line, "{line}");
        assert!(!line.contains("pageboy master[1]") || line.contains("\\n2026"), "{line}");
        assert!(
            !line.contains(|character: char| character.is_control() || matches!(character, '\u{202e}' | '\u{2028}')),
            "{line}"
        );
    }
    let access = std::fs::read(stack.variable("NGINX_ACCESS_LOG")).expect("a log");
    let access = String::from_utf8(access).expect("UTF-8");
    for line in access.lines() {
        assert!(line.starts_with("127.0.0.1 [") && line.matches('"').count() == 2, "{line}");
        assert!(line.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "{line}");
        assert!(!line.contains("forged"), "{line}");
    }
    for (path, text) in logs(&stack) {
        assert!(!text.contains('\x1b') && !text.contains('\x07'), "{}", path.display());
    }
}
