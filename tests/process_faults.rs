//! What a fault costs: what it hit, for as long as it lasts, and nothing else. Each test has a stack of
//! its own.

use crate::common::faults::{
    Pageboy, Program, Transaction, age, children_of, end, is_alive, send, threads, time_until, wait_for_hanging,
};
use crate::common::{Answer, Events, LONG, Stack, Window, raw, voice, wait_until};
use nix::sys::signal::Signal;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const HTML: &str = "text/html";
const JSON: &str = "application/json";
/// What nginx says while there is no front.
const NOBODY_THERE: &str = "Pageboy is not running at the moment.";

/// Asks for a window's page in the background.
fn ask(window: &Window, accept: &'static str) -> JoinHandle<Answer> {
    let window = window.clone();
    std::thread::spawn(move || raw::page_of(&window, "", accept).expect("an answer"))
}

fn answer_of(asked: JoinHandle<Answer>) -> Answer {
    asked.join().expect("no panic")
}

/// The only worker that is busy.
#[track_caller]
fn busy_worker(pageboy: &Pageboy) -> i32 {
    let busy = pageboy.busy();
    assert_eq!(busy.len(), 1, "{busy:?}");
    busy[0]
}

fn is_healthy(stack: &Stack) -> bool {
    raw::get(stack.url(), "/health", &[]).is_ok_and(|answer| answer.status == 200)
}

/// A page of ours for people, with its guards, and not a bare word of a web server.
#[track_caller]
fn assert_error_page(answer: &Answer, status: u16, words: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert!(answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")), "{answer:?}");
    assert!(answer.text.contains(words) && answer.text.contains("</html>"), "{answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!(answer.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none'")));
}

fn log_of(stack: &Stack) -> String {
    std::fs::read_to_string(stack.variable("PAGEBOY_LOG")).expect("a log")
}

/// Clients that ask for pages without a pause, and every answer that was not a good one.
struct Load {
    ending: AtomicBool,
    asked: AtomicUsize,
    failed: std::sync::Mutex<Vec<String>>,
}

impl Load {
    /// Runs `act` while clients ask for these paths; afterwards not one of them may have failed.
    #[track_caller]
    fn during(window: &Window, paths: &[&str], act: impl FnOnce()) {
        let load = Load { ending: AtomicBool::new(false), asked: AtomicUsize::new(0), failed: Vec::new().into() };
        std::thread::scope(|scope| {
            for path in paths {
                scope.spawn(|| load.ask(window, path));
            }
            let _ending = Ending(&load.ending);
            act();
        });
        let failed = load.failed.into_inner().expect("no panic");
        assert!(failed.is_empty(), "{} of {}: {failed:?}", failed.len(), load.asked.into_inner());
        assert!(load.asked.into_inner() > 20);
    }

    fn ask(&self, window: &Window, path: &str) {
        while !self.ending.load(Ordering::SeqCst) {
            match raw::get(&window.site, path, &[("Cookie", &window.cookie)]) {
                Ok(answer) if answer.status == 200 => {}
                other => self.failed.lock().expect("no panic").push(format!("{path}: {other:?}")),
            }
            self.asked.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Ends the clients also when a test fails, so that it does not hang.
struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn a_worker_that_is_killed_in_the_middle_of_a_request_costs_that_request_alone() {
    let stack = Stack::start("kill-worker", &[]);
    let pageboy = Pageboy::of(&stack);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let front = pageboy.front();
    for accept in [HTML, JSON] {
        let held = Transaction::stopping(&stack, &[&alice]);
        let asked = ask(&alice, accept);
        wait_for_hanging(&stack, 1);
        let hanging = busy_worker(&pageboy);
        assert_eq!(bob.page()["page"], "desk", "nobody else notices");
        end(hanging, Signal::SIGKILL);
        let lost = answer_of(asked);
        if accept == HTML {
            assert_error_page(&lost, 502, "The answer got lost on its way.");
        } else {
            assert_eq!(lost.expect(502)["error"], "worker_lost");
        }
        assert_eq!(bob.page()["page"], "desk");
        drop(held);
        wait_for_hanging(&stack, 0);
    }
    assert_eq!(alice.page()["page"], "desk");
    pageboy.wait_for_stock(8);
    assert_eq!(pageboy.front(), front);
    let log = log_of(&stack);
    assert!(log.contains("was ended by SIGKILL while it worked on a request"), "{log}");
    assert!(!log.contains(alice.sid()));
}

#[test]
fn the_stock_of_workers_is_full_again_a_tenth_of_a_second_after_all_were_killed() {
    let stack = Stack::start("kill-stock", &[]);
    let pageboy = Pageboy::of(&stack);
    let mut quickest = Duration::MAX;
    for _ in 0..4 {
        // A worker that dies within its first second would be taken for a sign of trouble.
        wait_until("the stock has settled", LONG, || {
            let idle = pageboy.idle();
            idle.len() == 8 && idle.iter().all(|pid| age(*pid) > Duration::from_millis(1200))
        });
        let killed = pageboy.idle();
        for pid in &killed {
            send(*pid, Signal::SIGKILL);
        }
        let taken = time_until("the stock is full", LONG, || {
            let idle = pageboy.idle();
            idle.len() == 8 && idle.iter().all(|pid| !killed.contains(pid))
        });
        quickest = quickest.min(taken);
        assert!(is_healthy(&stack));
    }
    // The machine may be busy with other tests at one time or another.
    assert!(quickest < Duration::from_millis(100), "{quickest:?}");
}

#[test]
fn half_a_second_after_the_front_was_killed_pages_are_served_again() {
    let stack = Stack::start("kill-front", &[]);
    let pageboy = Pageboy::of(&stack);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let held = Transaction::stopping(&stack, &[&alice]);
    let asked = ask(&alice, HTML);
    wait_for_hanging(&stack, 1);
    let worker = busy_worker(&pageboy);
    send(pageboy.front(), Signal::SIGKILL);
    // What it carried is lost; nginx says so, with a page of ours.
    let lost = answer_of(asked);
    assert_error_page(&lost, 502, NOBODY_THERE);
    assert_eq!(lost.header("retry-after"), Some("1"));
    wait_until("pages are served", LONG, || is_healthy(&stack));
    assert_eq!(bob.page()["page"], "desk");
    assert!(is_alive(worker), "the request itself is finished");
    drop(held);
    wait_until("the worker has finished", LONG, || !is_alive(worker));
    assert_eq!(alice.page()["page"], "desk");

    let mut quickest = Duration::MAX;
    for _ in 0..3 {
        let front = pageboy.front();
        wait_until("the front is no newborn", LONG, || age(front) > Duration::from_millis(1200));
        send(front, Signal::SIGKILL);
        quickest = quickest.min(time_until("pages are served", LONG, || is_healthy(&stack)));
        assert_ne!(pageboy.front(), front);
    }
    assert!(quickest < Duration::from_millis(500), "{quickest:?}");

    // Also when it is killed again and again.
    for _ in 0..6 {
        end(pageboy.front(), Signal::SIGKILL);
        wait_until("pages are served", LONG, || is_healthy(&stack));
    }
    pageboy.wait_for_stock(8);
}

#[test]
fn when_the_master_is_killed_its_children_finish_and_leave_and_the_next_one_takes_the_stale_socket() {
    let stack = Stack::start("kill-master", &[]);
    let pageboy = Pageboy::of(&stack);
    let alice = stack.new_window("alice");
    let program = Program::ours("pageboy", pageboy.master);
    let held = Transaction::stopping(&stack, &[&alice]);
    let asked = ask(&alice, JSON);
    wait_for_hanging(&stack, 1);
    let children = pageboy.children();
    let (front, worker) = (pageboy.front(), busy_worker(&pageboy));

    end(pageboy.master, Signal::SIGKILL);
    wait_until("nobody is accepted any more", LONG, || {
        raw::get(stack.url(), "/health", &[]).is_ok_and(|answer| answer.status == 502)
    });
    let refused = raw::get(stack.url(), "/", &[("Accept", HTML)]).expect("an answer");
    assert_error_page(&refused, 502, NOBODY_THERE);
    // However much was posted, nginx's own page is about that.
    let refused = voice::post(&alice, "/send", &[("to", &alice.party)], &voice::noise(1 << 20));
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!((refused.status, &refused.json()["message"]), (502, &NOBODY_THERE.into()));
    let left = |pid: &i32| ![front, worker].contains(pid);
    wait_until("the idle ones leave", LONG, || children.iter().filter(|pid| left(pid)).all(|pid| !is_alive(*pid)));
    drop(held);
    assert_eq!(answer_of(asked).expect(200)["page"], "desk");
    wait_until("all have left", LONG, || children.iter().all(|pid| !is_alive(*pid)));

    assert!(Path::new(stack.variable("PAGEBOY_SOCKET")).exists(), "the killed one could not remove it");
    let started = program.start(&stack);
    let taken = time_until("pages are served", LONG, || is_healthy(&stack));
    assert!(taken < Duration::from_secs(2), "{taken:?}");
    assert_eq!(alice.page()["page"], "desk");
    Pageboy { master: started.pid }.wait_for_stock(8);
}

#[test]
fn a_worker_that_hangs_is_ended_at_its_deadline_and_its_user_gets_a_504_page() {
    let stack = Stack::start("hang", &[("PAGEBOY_REQUEST_SECONDS", "2")]);
    let pageboy = Pageboy::of(&stack);
    let alice = stack.new_window("alice");
    for stopped in [false, true] {
        let held = Transaction::stopping(&stack, &[&alice]);
        let start = Instant::now();
        let (html, json) = (ask(&alice, HTML), ask(&alice, JSON));
        wait_for_hanging(&stack, 2);
        let workers = pageboy.busy();
        assert_eq!(workers.len(), 2);
        if stopped {
            // It cannot even notice its own alarm; the master ends it.
            workers.iter().for_each(|pid| send(*pid, Signal::SIGSTOP));
        }
        assert_error_page(&answer_of(html), 504, "This took too long and was given up.");
        assert_eq!(answer_of(json).expect(504)["error"], "timed_out");
        let taken = start.elapsed();
        assert!(taken > Duration::from_secs(2) && taken < Duration::from_secs(6), "{taken:?}");
        wait_until("the workers are ended", LONG, || workers.iter().all(|pid| !is_alive(*pid)));
        drop(held);
        wait_for_hanging(&stack, 0);
    }
    assert_eq!(alice.page()["page"], "desk");
    pageboy.wait_for_stock(8);
    assert!(log_of(&stack).contains("took too long and is killed"));
}

#[test]
fn without_a_free_worker_in_time_the_answer_is_503_with_a_time_to_come_back_and_nothing_was_begun() {
    let options = [("PAGEBOY_SPARES", "2"), ("PAGEBOY_WORKERS_MAX", "2"), ("PAGEBOY_QUEUE_SECONDS", "1")];
    let stack = Stack::start("no-worker", &options);
    let pageboy = Pageboy::of(&stack);
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| stack.new_window(name));
    let held = Transaction::stopping(&stack, &[&alice, &bob]);
    let asked = [ask(&alice, JSON), ask(&bob, JSON)];
    wait_for_hanging(&stack, 2);

    let start = Instant::now();
    let refused = raw::page_of(&carol, "", HTML).expect("an answer");
    assert!(start.elapsed() >= Duration::from_secs(1), "it waited for its turn");
    assert_error_page(&refused, 503, "Too much is going on at the moment.");
    assert_eq!(refused.header("retry-after"), Some("5"));
    let refused = carol.post("/send", &[("to", &alice.party), ("text", "Refused")]);
    assert_eq!(refused.header("retry-after"), Some("5"));
    assert_eq!(refused.expect(503)["error"], "overloaded");
    assert!(pageboy.children().len() <= 3, "there are never more than workers_max");

    drop(held);
    for asked in asked {
        assert_eq!(answer_of(asked).expect(200)["page"], "desk");
    }
    assert_eq!(carol.page()["page"], "desk");
    pageboy.wait_for_stock(2);
    assert_eq!(stack.sql("SELECT count(*) FROM pageboy.message"), "0", "what was refused was not done either");
}

#[test]
fn a_worker_answers_one_request_and_is_gone_while_the_stock_refills() {
    let stack = Stack::start("one-request", &[]);
    let pageboy = Pageboy::of(&stack);
    let pids = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let answer = raw::get(stack.url(), "/health", &[]).expect("an answer").expect(200);
                    let pid = answer["process"].as_i64().and_then(|pid| i32::try_from(pid).ok()).expect("a pid");
                    pids.lock().expect("no panic").push(pid);
                }
            });
        }
    });
    let mut pids = pids.into_inner().expect("no panic");
    pids.sort_unstable();
    pids.dedup();
    assert_eq!(pids.len(), 200, "no two requests had the same process");
    wait_until("all are gone", LONG, || pids.iter().all(|pid| !is_alive(*pid)));
    pageboy.wait_for_stock(8);
    assert!(pageboy.idle().iter().all(|pid| !pids.contains(pid)));
    wait_until("there are a front, eight workers and nobody to be buried", LONG, || {
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", pageboy.master)).expect("/proc");
        children.split_whitespace().count() == 9
    });
}

#[test]
fn sigterm_finishes_what_is_running_and_leaves_with_exit_code_zero_and_no_socket_file() {
    let stack = Stack::start("drain", &[]);
    let alice = stack.new_window("alice");
    let program = Program::ours("pageboy", stack.pid("PAGEBOY_PID"));
    end(stack.pid("PAGEBOY_PID"), Signal::SIGTERM);
    // A child of this test can be asked for its exit code.
    let mut started = program.start(&stack);
    wait_until("pages are served", LONG, || is_healthy(&stack));
    let pageboy = Pageboy { master: started.pid };

    let held = Transaction::stopping(&stack, &[&alice]);
    let asked = [HTML, JSON, HTML].map(|accept| ask(&alice, accept));
    wait_for_hanging(&stack, 3);
    let children = pageboy.children();
    send(started.pid, Signal::SIGTERM);
    let socket = Path::new(stack.variable("PAGEBOY_SOCKET"));
    wait_until("the socket file is gone", LONG, || !socket.exists());
    wait_until("nobody is accepted", LONG, || raw::get(stack.url(), "/", &[]).is_ok_and(|answer| answer.status == 502));
    assert!(is_alive(started.pid) && pageboy.busy().len() == 3);
    drop(held);
    for asked in asked {
        assert_eq!(answer_of(asked).status, 200);
    }
    assert_eq!(started.wait().code(), Some(0));
    assert!(children.iter().all(|pid| !is_alive(*pid)), "nobody is left behind");

    // Who will not wait says so twice.
    let mut started = program.start(&stack);
    wait_until("pages are served", LONG, || is_healthy(&stack));
    let _held = Transaction::stopping(&stack, &[&alice]);
    let asked = ask(&alice, HTML);
    wait_for_hanging(&stack, 1);
    let children = children_of(started.pid);
    send(started.pid, Signal::SIGTERM);
    wait_until("the socket file is gone", LONG, || !socket.exists());
    send(started.pid, Signal::SIGTERM);
    assert_eq!(started.wait().code(), Some(0));
    // The front may have noticed that the worker was gone before it had to go itself.
    assert_eq!(answer_of(asked).status, 502);
    wait_until("all children are gone", LONG, || children.iter().all(|pid| !is_alive(*pid)));
}

fn file(stack: &Stack, name: &str) -> PathBuf {
    Path::new(stack.variable("PAGEBOY_RUN")).join(name)
}

/// Puts a file in the place of another in one step, as a package manager does.
fn replace(path: &Path, content: impl AsRef<[u8]>) {
    let permissions = std::fs::metadata(path).expect("a file").permissions();
    let new = path.with_extension("new");
    std::fs::write(&new, content).expect("written");
    std::fs::set_permissions(&new, permissions).expect("permitted");
    std::fs::rename(&new, path).expect("renamed");
}

/// Lets the log-in page say something else.
fn write_template(stack: &Stack, original: &str, words: &str) {
    replace(&file(stack, "share/templates/login.hbs"), original.replace("Log in", words));
}

fn log_in_page_says(stack: &Stack, words: &str) -> bool {
    raw::get(stack.url(), "/", &[]).is_ok_and(|answer| answer.status == 200 && answer.text.contains(words))
}

#[test]
fn sighup_brings_new_templates_configuration_and_program_without_one_failed_request() {
    let stack = Stack::start("renew", &[("PAGEBOY_SPARES", "6")]);
    let pageboy = Pageboy::of(&stack);
    let alice = stack.new_window("alice");
    let original = std::fs::read_to_string(file(&stack, "share/templates/login.hbs")).expect("a template");
    let configuration = Path::new(stack.variable("PAGEBOY_CONFIG"));
    let page = alice.path.clone();
    Load::during(&alice, &["/", "/health", &page, &page], || {
        for round in 0..4 {
            let words = format!("Come in {round}");
            write_template(&stack, &original, &words);
            let (front, idle) = (pageboy.front(), pageboy.idle());
            send(pageboy.master, Signal::SIGHUP);
            wait_until("the new words show", LONG, || log_in_page_says(&stack, &words));
            wait_until("the old ones have left", LONG, || {
                !is_alive(front) && idle.iter().all(|pid| !is_alive(*pid)) && pageboy.idle().len() == 6
            });
            assert!((0..10).all(|_| log_in_page_says(&stack, &words)));
        }
        let text = std::fs::read_to_string(configuration).expect("a configuration");
        assert!(text.contains("spares = 6"));
        replace(configuration, text.replace("spares = 6", "spares = 3"));
        let renewed = || log_of(&stack).matches("serving afresh").count();
        send(pageboy.master, Signal::SIGHUP);
        // Under load few are idle at any time: that the new options hold is known from the log first. A signal
        // that comes while a program is still on trial rightly makes one generation of two.
        wait_until("the new options are taken", LONG, || renewed() >= 5);
        wait_until("there are fewer workers", LONG, || pageboy.idle().len() <= 3 && pageboy.children().len() <= 8);

        let binary = Path::new(stack.variable("PAGEBOY_BIN"));
        let former = std::fs::metadata(binary).expect("a program").ino();
        replace(binary, std::fs::read(binary).expect("a program"));
        let latter = std::fs::metadata(binary).expect("a program").ino();
        assert_ne!(former, latter);
        send(pageboy.master, Signal::SIGHUP);
        wait_until("the new program serves", LONG, || renewed() >= 6);
        if nix::unistd::geteuid().is_root() {
            let runs = |pid: i32| std::fs::metadata(format!("/proc/{pid}/exe")).map_or(0, |program| program.ino());
            assert_eq!(runs(pageboy.master), latter, "in the same process");
            wait_until("the new program's front serves", LONG, || runs(pageboy.front()) == latter);
        }
        // Quicker than a new generation can take over.
        for _ in 0..10 {
            send(pageboy.master, Signal::SIGHUP);
            std::thread::sleep(Duration::from_millis(30));
        }
        wait_until("a new generation serves", LONG, || renewed() >= 7);
    });
    wait_until("one generation is left", LONG, || pageboy.children().len() == 4);
    assert_eq!(threads(pageboy.master), 1);
}

#[test]
fn what_is_broken_is_refused_at_sighup_and_the_old_goes_on() {
    let stack = Stack::start("renew-broken", &[]);
    let pageboy = Pageboy::of(&stack);
    let alice = stack.new_window("alice");
    let template = file(&stack, "share/templates/login.hbs");
    let configuration = PathBuf::from(stack.variable("PAGEBOY_CONFIG"));
    let program = PathBuf::from(stack.variable("PAGEBOY_BIN"));
    let options = std::fs::read_to_string(&configuration).expect("a configuration");
    let words = std::fs::read_to_string(&template).expect("a template");
    write_template(&stack, &words, "Never shown");
    let front = pageboy.front();
    let page = alice.path.clone();
    Load::during(&alice, &["/", &page], || {
        for (path, broken, reason) in [
            (&template, "{{#if".to_owned(), "login"),
            (&configuration, format!("{options}spears = 8\n"), "spears"),
            (&configuration, format!("{options}workers_max = \"many\"\n"), "workers_max"),
            (&configuration, options.replace("secret/web", "secret/none"), "secret/none"),
            (&configuration, options.replace("share/templates", "share/nowhere"), "share/nowhere"),
            (&program, "not a program".to_owned(), "stays as it is"),
            (&program, "#!/bin/sh\nexit 1\n".to_owned(), "stays as it is"),
        ] {
            let good = std::fs::read(path).expect("a file");
            let refusals = || log_of(&stack).matches("everything stays as it is").count();
            let (before, logged) = (refusals(), log_of(&stack).len());
            replace(path, broken);
            send(pageboy.master, Signal::SIGHUP);
            wait_until("it is refused", LONG, || refusals() == before + 1);
            let log = log_of(&stack)[logged..].to_owned();
            assert!(log.contains(reason), "{reason}: {log}");
            assert!(log_in_page_says(&stack, "Log in"), "{reason}");
            assert_eq!(pageboy.front(), front, "{reason}");
            replace(path, good);
        }
    });
    pageboy.wait_for_stock(8);
    send(pageboy.master, Signal::SIGHUP);
    wait_until("what is mended is taken", LONG, || log_in_page_says(&stack, "Never shown"));
}

#[test]
fn workers_that_cannot_start_are_tried_ever_more_slowly_and_all_is_well_again_by_itself() {
    let stack = Stack::start("no-birth", &[("PAGEBOY_QUEUE_SECONDS", "1")]);
    let pageboy = Pageboy::of(&stack);
    pageboy.wait_for_stock(8);
    let (secret, hidden) = (file(&stack, "secret/web"), file(&stack, "secret/hidden"));
    std::fs::rename(&secret, &hidden).expect("renamed");
    wait_until("the stock is used up", LONG, || {
        raw::get(stack.url(), "/", &[])
            .is_ok_and(|answer| answer.status == 503 && answer.header("retry-after").is_some())
    });
    let births = || log_of(&stack).matches("before it was of any use").count();
    let before = births();
    assert_eq!(raw::get(stack.url(), "/", &[]).expect("an answer").status, 503);
    // Eight at once, by now with pauses of almost a second and more; without them it would be thousands.
    let births = births() - before;
    assert!(before >= 8 && births <= 3 * 8, "{before}, then {births}");
    std::fs::rename(&hidden, &secret).expect("renamed");
    wait_until("pages are served", LONG, || is_healthy(&stack));
    pageboy.wait_for_stock(8);
}

/// While the records cannot be reached, pages say so in their words and when to come back; five seconds
/// after they can be, everything is as it was.
fn assert_outage(stack: &Stack, end_it: impl FnOnce(), start_it: impl FnOnce()) {
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Before the outage");
    end_it();
    let health = raw::get(stack.url(), "/health", &[("Accept", JSON)]).expect("an answer");
    assert_eq!(health.header("retry-after"), Some("5"));
    assert_eq!(health.expect(503)["error"], "unavailable");
    let page = raw::page_of(&alice, "", HTML).expect("an answer");
    assert_error_page(&page, 503, "The records cannot be reached at the moment.");
    assert_eq!(page.header("retry-after"), Some("5"));
    let send = alice.post("/send", &[("to", &bob.party), ("text", "During the outage"), ("nonce", "again")]);
    assert_eq!(send.status, 503);
    assert_eq!(
        raw::get(stack.url(), "/", &[]).expect("an answer").status,
        200,
        "who needs no records has none missing"
    );
    start_it();
    let taken = time_until("pages are served", LONG, || is_healthy(stack));
    assert!(taken < Duration::from_secs(5), "{taken:?}");
    let page = interruption.page();
    assert_eq!(page["message"]["text"], "Before the outage");
    // What was refused was not done; the same form sent again is sent once.
    for _ in 0..2 {
        alice.post("/send", &[("to", &bob.party), ("text", "During the outage"), ("nonce", "again")]).expect(201);
    }
    let count = format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", bob.party);
    assert_eq!(stack.sql(&count), "2");
    interruption.resume();
    Pageboy::of(stack).wait_for_stock(8);
}

#[test]
fn while_postgresql_is_away_pages_say_when_to_come_back_and_go_on_within_five_seconds() {
    // With its own promises kept: what was committed is on the disk.
    let stack = Stack::start("no-postgresql", &[("FSYNC", "1")]);
    let mut pid = stack.pid("POSTGRES_PID");
    let program = Program::running("postgresql", pid);
    for signal in [Signal::SIGINT, Signal::SIGQUIT] {
        let mut started = None;
        assert_outage(
            &stack,
            || end(pid, signal),
            || {
                started = Some(program.start(&stack));
                let answers = || stack.sql_as_worker("SELECT 1").0;
                wait_until("PostgreSQL answers", LONG, answers);
            },
        );
        pid = started.expect("it was started").pid;
    }
}

#[test]
fn while_pgbouncer_is_away_pages_say_when_to_come_back_and_go_on_within_five_seconds() {
    let stack = Stack::start("no-pgbouncer", &[]);
    let mut pid = stack.pid("PGBOUNCER_PID");
    let program = Program::running("pgbouncer", pid);
    for signal in [Signal::SIGTERM, Signal::SIGKILL] {
        let mut started = None;
        assert_outage(&stack, || end(pid, signal), || started = Some(program.start(&stack)));
        pid = started.expect("it was started").pid;
    }
}

#[test]
fn pgbouncer_restarted_between_two_requests_costs_none_of_them() {
    let stack = Stack::start("new-pgbouncer", &[]);
    let pageboy = Pageboy::of(&stack);
    let alice = stack.new_window("alice");
    pageboy.wait_for_stock(8);
    let pid = stack.pid("PGBOUNCER_PID");
    let program = Program::running("pgbouncer", pid);
    end(pid, Signal::SIGTERM);
    let _started = program.start(&stack);
    wait_until("PgBouncer answers", LONG, || {
        let address = (stack.variable("PGBOUNCER_HOST"), stack.variable("PGBOUNCER_PORT").parse().expect("a port"));
        std::net::TcpStream::connect::<(&str, u16)>(address).is_ok()
    });
    // All the warm workers hold a connection that is none any more.
    for _ in 0..12 {
        assert_eq!(alice.page()["page"], "desk");
    }
}

#[test]
fn what_one_client_of_pgbouncer_sets_for_itself_no_other_one_meets() {
    let stack = Stack::start("settings", &[]);
    let alice = stack.new_window("alice");
    for _ in 0..20 {
        let output = std::process::Command::new("psql")
            .args(["-XqAt", "-c", "SET default_transaction_read_only = on", "-c", "SHOW default_transaction_read_only"])
            .env("PGHOST", stack.variable("PGBOUNCER_HOST"))
            .env("PGPORT", stack.variable("PGBOUNCER_PORT"))
            .env("PGDATABASE", stack.variable("PGDATABASE"))
            .env("PGUSER", stack.variable("WEB_USER"))
            .env("PGPASSWORD", stack.variable("WEB_PASSWORD"))
            .output()
            .expect("psql runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(alice.post("/status", &[("status", "busy")]).status, 200);
    }
}

#[test]
fn workers_that_were_born_while_the_records_were_away_serve_as_soon_as_they_are_back() {
    let stack = Stack::start("born-away", &[]);
    let pageboy = Pageboy::of(&stack);
    let pid = stack.pid("PGBOUNCER_PID");
    let program = Program::running("pgbouncer", pid);
    end(pid, Signal::SIGKILL);
    // The log-in page needs no records, and uses up the workers that are connected.
    let before = pageboy.idle();
    wait_until("all workers are newer than the outage", LONG, || {
        assert_eq!(raw::get(stack.url(), "/", &[]).expect("an answer").status, 200);
        pageboy.idle().iter().all(|pid| !before.contains(pid))
    });
    pageboy.wait_for_stock(8);
    // By now they have tried to connect in vain, more than once.
    wait_until("they have waited", LONG, || pageboy.idle().iter().all(|pid| age(*pid) > Duration::from_secs(2)));
    let _started = program.start(&stack);
    let socket = file(&stack, &format!("pgbouncer/.s.PGSQL.{}", stack.variable("PGBOUNCER_PORT")));
    wait_until("PgBouncer answers", LONG, || std::os::unix::net::UnixStream::connect(&socket).is_ok());
    for _ in 0..12 {
        assert_eq!(raw::get(stack.url(), "/health", &[]).expect("an answer").expect(200)["healthy"], true);
    }
}

#[test]
fn reloading_nginx_fails_no_page_and_event_streams_come_back_in_step() {
    let stack = Stack::start("reload-nginx", &[]);
    let nginx = stack.pid("NGINX_PID");
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let page = alice.path.clone();
    Load::during(&alice, &["/", "/static/app.css", "/health", &page], || {
        let events = Events::open(&bob);
        let before = children_of(nginx);
        send(nginx, Signal::SIGHUP);
        assert!(events.ends(LONG), "the stream ends, and a browser asks for another");
        let start = Instant::now();
        let carol = stack.new_window("carol");
        let missed = carol.send(&bob.party, "While nobody listened");
        assert_eq!(carol.notify(&missed), "ringing");
        let events = Events::open(&bob);
        let interruption = bob.at_interruption(&missed);
        assert_eq!(bob.pending(), Some(interruption.path.clone()), "what the stream missed");
        interruption.page();
        interruption.resume();
        let receipt = carol.send(&bob.party, "And now");
        assert_eq!(carol.notify(&receipt), "interrupted");
        assert_eq!(events.expect("interrupt")["url"], bob.at_interruption(&receipt).path.as_str());
        assert!(start.elapsed() < Duration::from_secs(10));
        wait_until("the old nginx workers leave", LONG, || before.iter().all(|pid| !is_alive(*pid)));
    });
}
