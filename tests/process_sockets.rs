//! Where the listening socket comes from. Each test has a Pageboy of its own, on the records of the
//! shared stack, and asks it as a web server does.

use crate::common::faults::{Pageboy, end, is_alive, send, status};
use crate::common::{Answer, LONG, Stack, fastcgi, wait_until};
use nix::sys::signal::Signal;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// A socket's path, in a folder that Pageboy's user may write to.
fn path(name: &str) -> PathBuf {
    let folder = Path::new(Stack::shared().variable("PAGEBOY_SOCKET")).parent().expect("a folder");
    folder.join(format!("{name}-{}", std::process::id()))
}

/// The environment that a Pageboy on this socket needs.
fn environment(socket: &Path) -> Vec<(&'static str, String)> {
    vec![
        ("PAGEBOY_CONFIG", Stack::shared().variable("PAGEBOY_CONFIG").to_owned()),
        ("PAGEBOY_SOCKET", socket.to_str().expect("a name").to_owned()),
        ("PAGEBOY_SPARES", "2".to_owned()),
        ("PAGEBOY_WORKERS_MAX", "4".to_owned()),
    ]
}

fn program() -> &'static str {
    Stack::shared().variable("PAGEBOY_BIN")
}

/// A Pageboy that ends with the value.
struct Server {
    child: Child,
    socket: PathBuf,
    log: PathBuf,
}

impl Server {
    /// `pageboy serve` as a sysadmin starts it, with more options.
    fn serve(socket: &Path, options: &[(&str, &str)]) -> Server {
        Server::start(socket, Command::new(program()).arg("serve").envs(options.iter().copied()))
    }

    /// Whatever ends up as a Pageboy on this socket, in the process of `command` itself.
    fn start(socket: &Path, command: &mut Command) -> Server {
        let log = Path::new(Stack::shared().variable("PAGEBOY_RUN"))
            .join("log")
            .join(socket.file_name().expect("a name"))
            .with_extension("log");
        let file = File::options().append(true).create(true).open(&log).expect("the stack's folder");
        let child = command
            .envs(environment(socket))
            .stdout(file.try_clone().expect("a descriptor"))
            .stderr(file)
            .spawn()
            .expect("it can be started");
        Server { child, socket: socket.to_owned(), log }
    }

    fn pid(&self) -> i32 {
        i32::try_from(self.child.id()).expect("a pid")
    }

    fn health(&self) -> std::io::Result<Answer> {
        fastcgi::get(&self.socket, "/health")
    }

    #[track_caller]
    fn wait_for_health(&self) {
        wait_until("it serves", LONG, || self.health().is_ok_and(|answer| answer.status == 200));
    }

    /// Starts afresh and answers as before, on the very same socket.
    #[track_caller]
    fn assert_renews(&self) {
        let inode = || std::fs::metadata(&self.socket).expect("a socket").ino();
        let before = inode();
        let front = Pageboy { master: self.pid() }.front();
        send(self.pid(), Signal::SIGHUP);
        wait_until("the old front has left", LONG, || !is_alive(front));
        self.wait_for_health();
        assert_eq!(inode(), before);
        assert!(self.log().contains("serving afresh"));
    }

    #[track_caller]
    fn wait(&mut self) -> ExitStatus {
        let mut ended = None;
        wait_until("it has ended", LONG, || {
            ended = self.child.try_wait().expect("a child of ours");
            ended.is_some()
        });
        ended.expect("it has ended")
    }

    fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("a log")
    }

    /// A start that fails: its exit code, and what it said.
    #[track_caller]
    fn refusal(mut self) -> (Option<i32>, String) {
        (self.wait().code(), self.log())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Without its master every child leaves.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_file(&self.log);
    }
}

#[test]
fn a_socket_bound_by_the_master_has_the_mode_and_the_group_of_the_configuration() {
    let socket = path("mode");
    // Root can give any group; anybody else has one, at least.
    let (group, gid) = if nix::unistd::geteuid().is_root() {
        ("daemon".to_owned(), nix::unistd::Group::from_name("daemon").expect("groups").expect("a group").gid)
    } else {
        let gid = nix::unistd::getegid();
        (nix::unistd::Group::from_gid(gid).expect("groups").expect("a group").name, gid)
    };
    let mut server = Server::serve(&socket, &[("PAGEBOY_SOCKET_MODE", "0620"), ("PAGEBOY_SOCKET_GROUP", &group)]);
    server.wait_for_health();
    let metadata = std::fs::metadata(&socket).expect("a socket");
    assert_eq!((metadata.permissions().mode() & 0o777, metadata.gid()), (0o620, gid.as_raw()));
    server.assert_renews();
    send(server.pid(), Signal::SIGTERM);
    assert_eq!(server.wait().code(), Some(0));
    assert!(!socket.exists());

    for (option, value, reason) in [
        ("PAGEBOY_SOCKET_GROUP", "no-such-group", "there is no group no-such-group"),
        ("PAGEBOY_SOCKET_MODE", "0999", "socket_mode must be octal"),
        ("PAGEBOY_SOCKET", "/no/such/folder/socket", "/no/such/folder/socket"),
    ] {
        let socket = path("refused");
        let mut command = Command::new("env");
        let (code, said) =
            Server::start(&socket, command.args([&format!("{option}={value}"), program(), "serve"])).refusal();
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(reason), "{said}");
        assert!(!socket.exists(), "nothing is left behind");
    }
}

#[test]
fn started_by_root_every_process_is_the_configured_user_for_good() {
    let socket = path("user");
    let server = Server::serve(&socket, &[]);
    server.wait_for_health();
    let pageboy = Pageboy { master: server.pid() };
    pageboy.wait_for_stock(2);
    let expected = std::fs::metadata(&socket).expect("a socket").uid();
    if nix::unistd::geteuid().is_root() {
        assert_ne!(expected, 0);
    }
    for pid in [pageboy.master, pageboy.front()].into_iter().chain(pageboy.idle()) {
        // Real, effective, saved and file system user.
        let users = status(pid, "Uid").expect("users");
        assert!(users.split_whitespace().all(|user| user == expected.to_string()), "{users}");
        let groups = format!("{} {}", status(pid, "Gid").expect("groups"), status(pid, "Groups").expect("groups"));
        assert!(expected == 0 || groups.split_whitespace().all(|group| group != "0"), "{groups}");
        assert_eq!(status(pid, "CapEff").as_deref(), Some("0000000000000000"));
    }
}

#[test]
fn a_second_master_is_refused_in_plain_words_and_a_stale_socket_is_replaced() {
    let socket = path("stale");
    let first = Server::serve(&socket, &[]);
    first.wait_for_health();
    let pid = first.health().expect("an answer").expect(200)["process"].clone();
    let (code, said) = Server::serve(&socket, &[]).refusal();
    assert_eq!(code, Some(1));
    assert!(said.contains("another server answers there"), "{said}");
    assert_ne!(first.health().expect("an answer").expect(200)["process"], pid, "the first one goes on");

    let children = Pageboy { master: first.pid() }.children();
    drop(first);
    wait_until("its children have left", LONG, || children.iter().all(|pid| !is_alive(*pid)));
    assert!(socket.exists(), "it was killed before it could remove its socket");
    let mut second = Server::serve(&socket, &[]);
    second.wait_for_health();
    send(second.pid(), Signal::SIGINT);
    assert_eq!(second.wait().code(), Some(0));
    assert!(!socket.exists());

    std::fs::write(&socket, "precious").expect("written");
    let (code, said) = Server::serve(&socket, &[]).refusal();
    assert_eq!((code, std::fs::read_to_string(&socket).expect("a file").as_str()), (Some(1), "precious"));
    assert!(said.contains("it is not a socket"), "{said}");
    std::fs::remove_file(&socket).expect("removed");
}

#[test]
fn spawn_fcgi_hands_the_socket_over_as_standard_input() {
    let socket = path("spawn");
    let mut command = Command::new("spawn-fcgi");
    command.arg("-n").arg("-s").arg(&socket).args(["-M", "0666", "--", program(), "serve"]);
    let mut server = Server::start(&socket, &mut command);
    server.wait_for_health();
    server.assert_renews();
    send(server.pid(), Signal::SIGTERM);
    assert_eq!(server.wait().code(), Some(0));
    assert!(socket.exists(), "who made it removes it");
    std::fs::remove_file(&socket).expect("removed");
}

#[test]
fn systemd_hands_the_socket_over() {
    let socket = path("systemd");
    let mut command = Command::new("systemd-socket-activate");
    command.arg("-l").arg(&socket);
    for (name, value) in environment(&socket) {
        command.arg("-E").arg(format!("{name}={value}"));
    }
    let mut server = Server::start(&socket, command.args([program(), "serve"]));
    server.wait_for_health();
    server.assert_renews();
    send(server.pid(), Signal::SIGTERM);
    assert_eq!(server.wait().code(), Some(0));
    assert!(socket.exists(), "it stays systemd's");
    std::fs::remove_file(&socket).expect("removed");
}

/// A Pageboy that gets a descriptor as systemd hands it over, by the shell's own means.
fn activate(socket: &Path, descriptor: impl Into<Stdio>, variables: &str) -> Server {
    let script = format!("exec 3<&0 </dev/null; {variables} exec \"$0\" serve");
    Server::start(socket, Command::new("sh").args(["-c", &script, program()]).stdin(descriptor))
}

#[test]
fn with_a_socket_of_systemds_a_killed_master_refuses_nobody() {
    let socket = path("queued");
    let listener = UnixListener::bind(&socket).expect("bound");
    std::fs::set_permissions(&socket, std::fs::Permissions::from_mode(0o666)).expect("permitted");
    // As with a service manager that waits for the first connection itself.
    listener.set_nonblocking(true).expect("set");
    let handed = || OwnedFd::from(listener.try_clone().expect("a descriptor"));
    let variables = "LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=pageboy.socket";
    let first = activate(&socket, handed(), variables);
    first.wait_for_health();
    let children = Pageboy { master: first.pid() }.children();
    end(first.pid(), Signal::SIGKILL);
    wait_until("its children have left", LONG, || children.iter().all(|pid| !is_alive(*pid)));

    let mut queued = fastcgi::connect(&socket).expect("nobody is refused");
    queued.write_all(&fastcgi::request(&fastcgi::variables("GET", "/health", &[]), b"")).expect("queued");
    let second = activate(&socket, handed(), variables);
    let mut answer = Vec::new();
    queued.read_to_end(&mut answer).expect("an answer");
    assert!(String::from_utf8_lossy(&answer).contains("Status: 200 OK"));
    second.wait_for_health();
    std::fs::remove_file(&socket).expect("removed");
}

#[test]
fn a_socket_that_is_handed_over_wrongly_is_refused_and_one_for_another_process_is_not_meant() {
    let socket = path("wrong");
    for (variables, reason) in [
        ("LISTEN_PID=$$ LISTEN_FDS=2", "LISTEN_FDS says 2 sockets"),
        ("LISTEN_PID=$$ LISTEN_FDS=1", "descriptor 3 is not a listening"),
    ] {
        let (code, said) = activate(&socket, Stdio::null(), variables).refusal();
        assert_eq!(code, Some(1));
        assert!(said.contains(reason), "{said}");
        assert!(!socket.exists());
    }
    for variables in ["LISTEN_PID=1 LISTEN_FDS=1", "LISTEN_PID=$$ LISTEN_FDS=0", "LISTEN_FDS=1"] {
        let mut server = activate(&socket, Stdio::null(), variables);
        server.wait_for_health();
        send(server.pid(), Signal::SIGTERM);
        assert_eq!(server.wait().code(), Some(0), "{variables}");
        assert!(!socket.exists(), "it bound its own");
    }
}
