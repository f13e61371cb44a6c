//! The files that a worker may open once its configuration is read, kept by landlock. Its sockets are none of them:
//! landlock does not ask about connecting to one.

use super::{Confined, refused};
use crate::config::WorkerConfig;
use crate::error::Error;
use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, LandlockStatus, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError,
    RulesetStatus, Scope, path_beneath_rules,
};
use std::path::PathBuf;

/// What names, users and certificates are found by. What is missing on a system is not missed. Folders stand for
/// all that is in them: a resolver's files are replaced by new ones while workers wait.
const READ: [&str; 22] = [
    "/etc/gai.conf",
    "/etc/host.conf",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/etc/passwd",
    "/etc/resolv.conf",
    "/etc/services",
    "/run/NetworkManager",
    "/run/resolvconf",
    "/run/systemd/resolve",
    // Modules for the names' lookup are loaded when they are first needed.
    "/etc/ld.so.cache",
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    // Authorities.
    "/etc/ca-certificates",
    "/etc/pki",
    "/etc/ssl",
    "/usr/local/share/ca-certificates",
    "/usr/share/ca-certificates",
    "/usr/share/pki",
    "/var/lib/ca-certificates",
];

/// Where a CGI process sends what nobody reads any more.
const WRITE: [&str; 1] = ["/dev/null"];

/// What this configuration needs besides.
pub fn needed(config: &WorkerConfig) -> Vec<PathBuf> {
    let of_ldap = config.ldap.as_ref().and_then(|ldap| ldap.ca_file.clone());
    let of_imap = config.imap.as_ref().map(|imap| imap.ca_file.clone());
    // Those by which the system's authorities may be named.
    let of_system = ["SSL_CERT_FILE", "SSL_CERT_DIR"].into_iter().filter_map(std::env::var_os).map(PathBuf::from);
    of_ldap.into_iter().chain(of_imap).chain(of_system).collect()
}

/// Leaves this thread, and those that it starts, nothing but these and `needed`; nor may they listen on TCP, or send signals to
/// or find abstract sockets of processes that are not theirs. Older kernels know less; nothing of landlock is an error.
pub fn confine(needed: &[PathBuf]) -> Result<Confined, Error> {
    let status = restrict(needed).map_err(|error| refused("landlock", &error))?;
    match (status.ruleset, status.landlock) {
        (RulesetStatus::FullyEnforced, _) => Ok(Confined::Wholly),
        (RulesetStatus::PartiallyEnforced, LandlockStatus::Available { effective_abi, .. }) => {
            Ok(Confined::ByOlderLandlock(effective_abi.to_string()))
        }
        _ => Err(refused("landlock", &"this kernel has none, or it is switched off")),
    }
}

fn restrict(needed: &[PathBuf]) -> Result<landlock::RestrictionStatus, RulesetError> {
    let read: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::ReadDir;
    Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))?
        .handle_access(AccessNet::BindTcp)?
        .scope(Scope::Signal)?
        .create()?
        .add_rules(path_beneath_rules(READ, read))?
        .add_rules(path_beneath_rules(needed, read))?
        .add_rules(path_beneath_rules(WRITE, AccessFs::ReadFile | AccessFs::WriteFile))?
        .restrict_self()
}
