//! The queue, from which workers take requests, in the hands of one that was taken over. Only root can look into
//! the descriptors of processes that have made themselves undumpable.

use crate::common::faults::{Pageboy, Transaction, send, wait_for_hanging};
use crate::common::{LONG, Stack, raw, wait_until};
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::sys::signal::Signal;
use nix::sys::socket::{Shutdown, shutdown};
use std::collections::BTreeMap;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

/// The sockets of a process: their names by descriptor.
fn sockets(pid: i32) -> BTreeMap<i32, String> {
    let entries = std::fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
    let sockets = entries.filter_map(|entry| {
        let name = std::fs::read_link(entry.path()).ok()?.to_str()?.to_owned();
        name.starts_with("socket:").then_some((entry.file_name().to_str()?.parse().ok()?, name))
    });
    sockets.collect()
}

/// The sockets that a process has in common with the master: by these it could reach others.
fn shared_with_master(pageboy: &Pageboy, pid: i32) -> Vec<i32> {
    let masters: Vec<String> = sockets(pageboy.master).into_values().collect();
    sockets(pid).into_iter().filter(|(_, name)| masters.contains(name)).map(|(descriptor, _)| descriptor).collect()
}

/// A duplicate of a descriptor of another process (pidfd_getfd(2)).
fn steal(pid: i32, descriptor: i32) -> std::io::Result<OwnedFd> {
    // SAFETY: Both calls take integers and check them, and what they return is nobody else's.
    unsafe {
        let process = libc::syscall(libc::SYS_pidfd_open, pid, 0);
        if process < 0 {
            return Err(std::io::Error::last_os_error());
        }
        let process = OwnedFd::from_raw_fd(process as i32);
        match libc::syscall(libc::SYS_pidfd_getfd, process.as_raw_fd(), descriptor, 0) {
            stolen if stolen < 0 => Err(std::io::Error::last_os_error()),
            stolen => Ok(OwnedFd::from_raw_fd(stolen as i32)),
        }
    }
}

/// Duplicates of what an idle worker shares with the master: the queue, and the way for notes.
fn steal_shared(pageboy: &Pageboy, worker: i32) -> Vec<OwnedFd> {
    let shared = shared_with_master(pageboy, worker);
    shared.into_iter().map(|number| steal(worker, number).expect("root may")).collect()
}

fn is_served(stack: &Stack) -> bool {
    raw::get(stack.url(), "/health", &[]).is_ok_and(|answer| answer.status == 200)
}

#[test]
fn a_worker_that_has_a_request_holds_nothing_by_which_it_could_take_or_hinder_another_ones() {
    let stack = Stack::start("claimed", &[]);
    let pageboy = Pageboy::of(&stack);
    let alice = stack.new_window("alice");
    pageboy.wait_for_stock(8);
    if !nix::unistd::geteuid().is_root() {
        return;
    }
    let idle = pageboy.idle()[0];
    assert_eq!(shared_with_master(&pageboy, idle).len(), 2, "the queue, and the way for notes");
    let hold = Transaction::stopping(&stack, &[&alice]);
    std::thread::scope(|threads| {
        threads.spawn(|| alice.page());
        wait_for_hanging(&stack, 1);
        let busy = pageboy.busy();
        assert_eq!(busy.len(), 1);
        assert!(!sockets(busy[0]).is_empty(), "it has its database and its answer");
        assert_eq!(shared_with_master(&pageboy, busy[0]), Vec::<i32>::new());
        drop(hold);
    });
}

#[test]
fn a_queue_that_somebody_has_shut_is_replaced_and_sighup_does_not_bring_it_back() {
    let stack = Stack::start("shut", &[]);
    let pageboy = Pageboy::of(&stack);
    pageboy.wait_for_stock(8);
    if !nix::unistd::geteuid().is_root() {
        return;
    }
    for afresh in [false, true, false] {
        let front = pageboy.front();
        let worker = pageboy.idle()[0];
        for end in steal_shared(&pageboy, worker) {
            shutdown(end.as_raw_fd(), Shutdown::Both).expect("shut");
        }
        if afresh {
            send(pageboy.master, Signal::SIGHUP);
        }
        wait_until("another front serves", LONG, || is_served(&stack) && pageboy.front() != front);
        pageboy.wait_for_stock(8);
    }
}

#[test]
fn workers_go_on_waiting_at_a_queue_that_somebody_told_not_to_block() {
    let stack = Stack::start("unblocked", &[]);
    let pageboy = Pageboy::of(&stack);
    pageboy.wait_for_stock(8);
    if !nix::unistd::geteuid().is_root() {
        return;
    }
    for end in steal_shared(&pageboy, pageboy.idle()[0]) {
        fcntl(&end, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).expect("set");
    }
    for _ in 0..20 {
        assert!(is_served(&stack));
    }
    pageboy.wait_for_stock(8);
    let log = std::fs::read_to_string(stack.variable("PAGEBOY_LOG")).expect("a log");
    assert!(!log.contains("while it waited") && !log.contains("before it was of any use"), "{log}");
}
