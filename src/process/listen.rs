//! The listening socket: left by the program before this one, handed over by systemd or by
//! spawn-fcgi, or bound here.

use super::handover::Handover;
use super::{system, system_error};
use crate::config::MasterConfig;
use crate::error::Error;
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::sys::socket::{getsockopt, sockopt};
use nix::sys::stat::{Mode, umask};
use nix::unistd::{Group, User, chown, dup2_stdin};
use serde::{Deserialize, Serialize};
use std::fs::{File, Permissions};
use std::io::ErrorKind;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

/// The first descriptor that systemd hands over.
const SYSTEMD_FIRST: i32 = 3;

/// A socket file that a master made, and would know again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    path: PathBuf,
    device: u64,
    inode: u64,
}

impl Bound {
    fn new(path: &Path) -> std::io::Result<Bound> {
        let metadata = std::fs::symlink_metadata(path)?;
        Ok(Bound { path: path.to_owned(), device: metadata.dev(), inode: metadata.ino() })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Removes the file, unless somebody has put another one in its place.
    pub fn remove(&self) {
        if Bound::new(&self.path).is_ok_and(|found| found == *self)
            && let Err(error) = std::fs::remove_file(&self.path)
        {
            ::log::warn!("{} cannot be removed: {error}", self.path.display());
        }
    }
}

/// A socket that listens, and where it came from.
#[derive(Debug)]
pub struct Listener {
    pub(super) socket: OwnedFd,
    pub(super) bound: Option<Bound>,
    pub(super) handover: Option<Handover>,
}

/// Finds the listening socket, or binds it. To be called once, before there is any other thread.
pub fn open(config: &MasterConfig) -> Result<Listener, Error> {
    let handover = Handover::from_environment()?;
    let (socket, bound) = if let Some(handover) = &handover {
        let socket = system::adopt(handover.listener)
            .ok_or_else(|| Error::Configuration("the listening socket was lost on the way".to_owned()))?;
        (socket, handover.bound.clone())
    } else if let Some(socket) = from_systemd()? {
        (socket, None)
    } else if let Some(socket) = from_standard_input()? {
        (socket, None)
    } else {
        let (socket, bound) = bind(config)?;
        (socket, Some(bound))
    };
    prepare(&socket)?;
    Ok(Listener { socket, bound, handover })
}

/// The crate `fastcgi` takes a would-be block for a fatal error, and no child of ours that runs
/// another program is to have the socket.
fn prepare(socket: &OwnedFd) -> Result<(), Error> {
    let failed = "prepare the listening socket";
    let flags = fcntl(socket, FcntlArg::F_GETFL).map_err(system_error(failed))?;
    let blocking = OFlag::from_bits_truncate(flags) - OFlag::O_NONBLOCK;
    fcntl(socket, FcntlArg::F_SETFL(blocking)).map_err(system_error(failed))?;
    set_inheritable(socket, false).map_err(system_error(failed))
}

/// Whether a descriptor stays open in another program.
pub fn set_inheritable(descriptor: impl AsFd, inheritable: bool) -> nix::Result<()> {
    let flags = if inheritable { nix::fcntl::FdFlag::empty() } else { nix::fcntl::FdFlag::FD_CLOEXEC };
    fcntl(descriptor, FcntlArg::F_SETFD(flags)).map(drop)
}

fn from_systemd() -> Result<Option<OwnedFd>, Error> {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u32>().ok());
    let (pid, count) = (number("LISTEN_PID"), number("LISTEN_FDS"));
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] {
        system::remove_environment(name).map_err(system_error("remove an environment variable"))?;
    }
    if pid != Some(std::process::id()) {
        return Ok(None);
    }
    match count {
        None | Some(0) => Ok(None),
        Some(1) => match system::adopt(SYSTEMD_FIRST) {
            Some(socket) if is_listening(&socket) => Ok(Some(socket)),
            _ => Err(Error::Configuration(
                "LISTEN_FDS is set, but descriptor 3 is not a listening stream socket".to_owned(),
            )),
        },
        Some(count) => {
            Err(Error::Configuration(format!("LISTEN_FDS says {count} sockets, but there is use for one only")))
        }
    }
}

/// What spawn-fcgi leaves: a listening socket in the place of standard input.
fn from_standard_input() -> Result<Option<OwnedFd>, Error> {
    let input = std::io::stdin();
    if !is_listening(&input) {
        return Ok(None);
    }
    let failed = "take the listening socket from standard input";
    let socket = input.as_fd().try_clone_to_owned().map_err(system_error(failed))?;
    let null = File::open("/dev/null").map_err(system_error(failed))?;
    dup2_stdin(null).map_err(system_error(failed))?;
    Ok(Some(socket))
}

fn is_listening(descriptor: &impl AsFd) -> bool {
    getsockopt(descriptor, sockopt::AcceptConn).unwrap_or(false)
}

fn bind(config: &MasterConfig) -> Result<(OwnedFd, Bound), Error> {
    let path = &config.socket;
    let failed = |what: &str, why: &dyn std::fmt::Display| {
        Error::Configuration(format!("socket {}: {what}: {why}", path.display()))
    };
    let user = if config.user.is_empty() || !nix::unistd::geteuid().is_root() {
        None
    } else {
        Some(find_user(&config.user)?.uid)
    };
    let group = if config.socket_group.is_empty() {
        None
    } else {
        let found = Group::from_name(&config.socket_group)
            .map_err(system_error("look up socket_group"))?
            .ok_or_else(|| Error::Configuration(format!("socket_group: there is no group {}", config.socket_group)))?;
        Some(found.gid)
    };
    remove_stale(path)?;
    // Nobody may connect until owner, group and mode are as they should be.
    let former = umask(Mode::from_bits_truncate(0o177));
    let listener = UnixListener::bind(path);
    umask(former);
    let listener = listener.map_err(|error| failed("cannot be bound", &error))?;
    let bound = Bound::new(path).map_err(|error| failed("cannot be found again", &error))?;
    let owned = chown(path, user, group).map_err(|error| failed("cannot be given to its user and group", &error));
    let opened = owned.and_then(|()| {
        std::fs::set_permissions(path, Permissions::from_mode(config.socket_mode))
            .map_err(|error| failed("cannot be given its mode", &error))
    });
    match opened {
        Ok(()) => Ok((listener.into(), bound)),
        Err(error) => {
            bound.remove();
            Err(error)
        }
    }
}

/// The user that the option `user` names.
pub fn find_user(name: &str) -> Result<User, Error> {
    User::from_name(name)
        .map_err(system_error("look up user"))?
        .ok_or_else(|| Error::Configuration(format!("user: there is no user {name}")))
}

fn remove_stale(path: &Path) -> Result<(), Error> {
    let wrong = |problem: &str| Error::Configuration(format!("socket {}: {problem}", path.display()));
    match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(wrong(&error.to_string())),
        Ok(metadata) if !metadata.file_type().is_socket() => {
            return Err(wrong("there is a file of that name, and it is not a socket"));
        }
        Ok(_) => {}
    }
    match UnixStream::connect(path) {
        Ok(_) => Err(wrong("another server answers there; it has to be stopped first")),
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
            std::fs::remove_file(path).map_err(|error| wrong(&error.to_string()))
        }
        Err(error) => Err(wrong(&error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("pageboy-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_stale_socket_is_removed_and_a_live_one_is_not() {
        let path = folder("stale").join("s");
        assert!(remove_stale(&path).is_ok());
        let listener = UnixListener::bind(&path).unwrap();
        let error = remove_stale(&path).unwrap_err().to_string();
        assert!(error.contains("another server answers there"), "{error}");
        drop(listener);
        assert!(path.exists());
        assert!(remove_stale(&path).is_ok());
        assert!(!path.exists());
        std::fs::write(&path, "not a socket").unwrap();
        assert!(remove_stale(&path).is_err());
        assert!(path.exists());
        std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }

    #[test]
    fn another_ones_socket_is_not_removed() {
        let path = folder("other").join("s");
        let _first = UnixListener::bind(&path).unwrap();
        let bound = Bound::new(&path).unwrap();
        std::fs::rename(&path, path.with_extension("old")).unwrap();
        let _second = UnixListener::bind(&path).unwrap();
        bound.remove();
        assert!(path.exists());
        Bound::new(&path).unwrap().remove();
        assert!(!path.exists());
        std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }
}
