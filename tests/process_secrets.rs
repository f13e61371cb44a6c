//! What the processes know, and what they leave behind.

use crate::common::faults::{Pageboy, Program, age, end, handles, memory_contains, send, status, threads};
use crate::common::{LONG, Stack, raw, wait_until};
use nix::sys::signal::Signal;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;

#[test]
fn the_master_has_one_thread_and_neither_it_nor_the_front_ever_has_the_database_password() {
    let stack = Stack::start("secrets", &[]);
    let pageboy = Pageboy::of(&stack);
    let alice = stack.new_window("alice");
    let password = stack.variable("WEB_PASSWORD");
    let front = pageboy.front();
    for round in 0..3 {
        for _ in 0..10 {
            assert_eq!(threads(pageboy.master), 1);
            alice.page();
        }
        for (who, pid) in [("master", pageboy.master), ("front", front)] {
            let arguments = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).expect("/proc");
            assert!(!arguments.contains(password), "{who}");
            match memory_contains(pid, password) {
                Ok(found) => assert!(!found, "the {who} has the password, round {round}"),
                Err(error) => assert_eq!(error.kind(), ErrorKind::PermissionDenied, "only root may look"),
            }
        }
    }
    wait_until("the front rests", LONG, || threads(front) == 3);
    // This way of looking does find it where it has to be.
    if nix::unistd::geteuid().is_root() {
        wait_until("a warm worker has it", LONG, || {
            pageboy.idle().first().is_some_and(|worker| memory_contains(*worker, password).unwrap_or(false))
        });
    }
}

#[test]
fn what_a_process_has_in_memory_is_readable_by_root_alone_and_goes_into_no_core_dump() {
    let stack = Stack::start("core-dump", &[]);
    let program = Program::ours("pageboy", stack.pid("PAGEBOY_PID"));
    end(stack.pid("PAGEBOY_PID"), Signal::SIGTERM);
    let mut started = program.start(&stack);
    let is_served = || raw::get(stack.url(), "/health", &[]).is_ok_and(|answer| answer.status == 200);
    wait_until("pages are served", LONG, is_served);
    let pageboy = Pageboy { master: started.pid };
    pageboy.wait_for_stock(8);
    let everybody = [pageboy.master, pageboy.front()].into_iter().chain(pageboy.idle());
    for pid in everybody {
        let user = status(pid, "Uid").expect("a user");
        assert!(!user.starts_with("0\t"), "{user}");
        // The kernel gives these files to root when a process has made itself undumpable.
        assert_eq!(std::fs::metadata(format!("/proc/{pid}/environ")).expect("/proc").uid(), 0);
        let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).expect("/proc");
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
        assert_eq!(core.split_whitespace().filter(|word| *word == "0").count(), 2, "{core}");
    }
    let worker = pageboy.idle()[0];
    wait_until("the worker is no newborn", LONG, || age(worker).as_millis() > 1200);
    // Rust looks first whether a stack has overflowed; the second one ends the process as a real one would.
    let crash = |pid: i32| {
        send(pid, Signal::SIGSEGV);
        wait_until("its handler has run", LONG, || !handles(pid, "SigCgt", Signal::SIGSEGV));
        end(pid, Signal::SIGSEGV);
    };
    crash(worker);
    crash(pageboy.front());
    wait_until("pages are served", LONG, is_served);
    crash(started.pid);
    let ended = started.wait();
    assert_eq!((ended.signal(), ended.core_dumped()), (Some(Signal::SIGSEGV as i32), false));
}
