//! What a worker that has been taken over can do still: no program, no file, no other process, and no more memory than
//! is its own.

use crate::common::Stack;
use crate::common::faults::{Pageboy, status};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};
use pageboy::config::WorkerConfig;
use pageboy::process::sandbox;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream, ToSocketAddrs};

/// A system call, its number, and arguments with which it would do what nobody wants.
type Call = (&'static str, libc::c_long, [libc::c_long; 4]);

const TRUE: &std::ffi::CStr = c"/bin/true";
const FILE: &std::ffi::CStr = c"/tmp/pageboy-sandbox";

fn calls_of_no_worker() -> Vec<Call> {
    let here = libc::c_long::from(libc::AT_FDCWD);
    let (program, file) = (TRUE.as_ptr() as libc::c_long, FILE.as_ptr() as libc::c_long);
    let parent = libc::c_long::from(nix::unistd::getppid().as_raw());
    let writable_code = libc::c_long::from(libc::PROT_WRITE | libc::PROT_EXEC);
    vec![
        ("execve", libc::SYS_execve, [program, 0, 0, 0]),
        ("execveat", libc::SYS_execveat, [here, program, 0, 0]),
        ("clone", libc::SYS_clone, [libc::SIGCHLD.into(), 0, 0, 0]),
        ("clone3", libc::SYS_clone3, [0, 0, 0, 0]),
        ("ptrace", libc::SYS_ptrace, [0, 0, 0, 0]),
        ("kill", libc::SYS_kill, [parent, 0, 0, 0]),
        ("tkill", libc::SYS_tkill, [parent, 0, 0, 0]),
        ("tgkill", libc::SYS_tgkill, [parent, parent, 0, 0]),
        ("rt_sigqueueinfo", libc::SYS_rt_sigqueueinfo, [parent, 0, 0, 0]),
        ("pidfd_open", libc::SYS_pidfd_open, [parent, 0, 0, 0]),
        ("pidfd_getfd", libc::SYS_pidfd_getfd, [0, 0, 0, 0]),
        ("process_vm_readv", libc::SYS_process_vm_readv, [parent, 0, 0, 0]),
        ("process_vm_writev", libc::SYS_process_vm_writev, [parent, 0, 0, 0]),
        ("prlimit of another", libc::SYS_prlimit64, [parent, 0, 0, 0]),
        ("prlimit that sets", libc::SYS_prlimit64, [0, 0, file, 0]),
        ("prctl", libc::SYS_prctl, [libc::PR_SET_DUMPABLE.into(), 1, 0, 0]),
        ("seccomp", libc::SYS_seccomp, [0, 0, 0, 0]),
        ("open_by_handle_at", libc::SYS_open_by_handle_at, [here, 0, 0, 0]),
        ("mount", libc::SYS_mount, [file, file, 0, 0]),
        ("chroot", libc::SYS_chroot, [file, 0, 0, 0]),
        ("bpf", libc::SYS_bpf, [0, 0, 0, 0]),
        ("keyctl", libc::SYS_keyctl, [0, 0, 0, 0]),
        ("add_key", libc::SYS_add_key, [0, 0, 0, 0]),
        ("userfaultfd", libc::SYS_userfaultfd, [0, 0, 0, 0]),
        ("io_uring_setup", libc::SYS_io_uring_setup, [1, 0, 0, 0]),
        ("perf_event_open", libc::SYS_perf_event_open, [0, 0, 0, 0]),
        ("unshare", libc::SYS_unshare, [libc::CLONE_NEWUSER.into(), 0, 0, 0]),
        ("setns", libc::SYS_setns, [0, 0, 0, 0]),
        ("setuid", libc::SYS_setuid, [0, 0, 0, 0]),
        ("memfd_create", libc::SYS_memfd_create, [file, 0, 0, 0]),
        ("unlinkat", libc::SYS_unlinkat, [here, file, 0, 0]),
        ("mkdirat", libc::SYS_mkdirat, [here, file, 0o700, 0]),
        ("symlinkat", libc::SYS_symlinkat, [file, here, file, 0]),
        ("truncate", libc::SYS_truncate, [file, 0, 0, 0]),
        ("fchmodat", libc::SYS_fchmodat, [here, file, 0o777, 0]),
        ("netlink socket", libc::SYS_socket, [libc::AF_NETLINK.into(), libc::SOCK_RAW.into(), 0, 0]),
        ("packet socket", libc::SYS_socket, [libc::AF_PACKET.into(), libc::SOCK_RAW.into(), 0, 0]),
        ("listen", libc::SYS_listen, [0, 1, 0, 0]),
        ("accept4", libc::SYS_accept4, [0, 0, 0, 0]),
        ("signals by fcntl", libc::SYS_fcntl, [0, libc::F_SETOWN.into(), parent, 0]),
        ("typing by ioctl", libc::SYS_ioctl, [0, libc::TIOCSTI as libc::c_long, file, 0]),
        ("memory to write code into", libc::SYS_mmap, [0, 4096, writable_code, 0]),
        ("code of what was written", libc::SYS_mprotect, [0, 4096, libc::PROT_EXEC.into(), 0]),
    ]
}

/// What of all that is not refused, one line each.
fn liberties(url: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, number, [first, second, third, fourth]) in calls_of_no_worker() {
        // SAFETY: Where the call is made after all, it is in a process that is of no other use.
        let answer = unsafe { libc::syscall(number, first, second, third, fourth, 0, 0) };
        let error = std::io::Error::last_os_error();
        if answer != -1 || error.raw_os_error() != Some(libc::ENOSYS) {
            found.push(format!("{name}: {answer}, {error}"));
        }
    }
    let denied = |what: &str, tried: std::io::Result<()>| match tried {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => None,
        other => Some(format!("{what}: {other:?}")),
    };
    let open = |path: &str| std::fs::File::open(path).map(drop);
    found.extend(denied("this program's memory map", open("/proc/self/maps")));
    found.extend(denied("a file of nobody's business", open("/etc/hostname")));
    found.extend(denied("the configuration", open(&std::env::var("PAGEBOY_CONFIG").unwrap_or_default())));
    found.extend(denied("a folder", std::fs::read_dir("/").map(drop)));
    found.extend(denied("a new file", std::fs::write("/tmp/pageboy-sandbox-new", "x")));
    found.extend(denied("a port", TcpListener::bind("127.0.0.1:0").map(drop)));
    // What a worker needs works still.
    let works = |what: &str, tried: std::io::Result<()>| tried.err().map(|error| format!("{what}: {error}"));
    let site = url.trim_start_matches("http://");
    found.extend(works("a thread", std::thread::Builder::new().spawn(|| ()).map(drop)));
    found.extend(works("a name", "localhost:80".to_socket_addrs().map(drop)));
    found.extend(works("a connection", TcpStream::connect(site.split('/').next().unwrap_or(site)).map(drop)));
    found.extend(works("the hosts", open("/etc/hosts")));
    found
}

#[test]
fn each_call_that_a_worker_does_not_need_fails_in_it_and_what_it_needs_works() {
    let stack = Stack::shared();
    let mut config = WorkerConfig::load().expect("the stack's configuration");
    config.sandbox = pageboy::config::SandboxKind::Required;
    let (mut report, mut end) = std::io::pipe().expect("a pipe");
    // SAFETY: The child takes no lock that another thread may have held: it allocates, which glibc provides for.
    match unsafe { fork() }.expect("a child") {
        ForkResult::Child => {
            let entered = sandbox::enter(&config).map_err(|error| error.to_string());
            let lines = match entered {
                Ok(_) => liberties(stack.url()),
                Err(error) => vec![error],
            };
            let _ = end.write_all(format!("{}end", lines.join("\n")).as_bytes());
            // SAFETY: Nothing is to be done at exit here that is not the parent's.
            unsafe { libc::_exit(0) }
        }
        ForkResult::Parent { child } => {
            drop(end);
            let mut told = String::new();
            report.read_to_string(&mut told).expect("a report");
            assert_eq!(waitpid(child, None), Ok(WaitStatus::Exited(child, 0)));
            assert_eq!(told, "end");
        }
    }
}

#[test]
fn every_worker_that_waits_for_a_request_is_confined_and_its_memory_is_limited() {
    let stack = Stack::start("confined", &[("PAGEBOY_SPARES", "4")]);
    let pageboy = Pageboy::of(&stack);
    pageboy.wait_for_stock(4);
    for worker in pageboy.idle() {
        assert_eq!(status(worker, "Seccomp").as_deref(), Some("2"));
        assert_eq!(status(worker, "NoNewPrivs").as_deref(), Some("1"));
        let limits = std::fs::read_to_string(format!("/proc/{worker}/limits")).expect("/proc");
        let memory = limits.lines().find(|line| line.starts_with("Max address space")).expect("a limit");
        assert_eq!(memory.split_whitespace().filter(|word| *word == "536870912").count(), 2, "{memory}");
    }
    let (worked, printed) = stack.pageboy(&["check"], "");
    assert!(worked && printed.contains("ok     sandbox: a worker starts no program"), "{printed}");
    let (worked, printed) = stack.pageboy_with(&[("PAGEBOY_SANDBOX", "off")], &["check"], "");
    assert!(worked && printed.contains("ok     sandbox: off"), "{printed}");
}
