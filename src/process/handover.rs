//! What a master leaves to the program that takes its place on SIGHUP: an environment variable
//! that names descriptors left open and children left behind. Same process, so the children keep
//! their parent and nothing is ever closed in between.

use super::listen::Bound;
use super::{relay, system, system_error};
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::os::fd::RawFd;
use std::path::PathBuf;

/// The environment variable.
pub const VARIABLE: &str = "PAGEBOY_HANDOVER";

/// The descriptors that only a program of the same [`relay::PROTOCOL`] can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channels {
    /// The queue's two ends.
    pub give: RawFd,
    /// See `give`.
    pub take: RawFd,
    /// The two ends of the way for notes.
    pub notes_read: RawFd,
    /// See `notes_read`.
    pub notes_write: RawFd,
}

/// A child of the old generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Its pid.
    pub pid: i32,
    /// How long it may still live.
    pub milliseconds: u64,
    /// Whether it is a front; otherwise it is a worker.
    pub is_front: bool,
}

/// Everything that is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// For whom this is; a child that inherits the variable is not meant.
    pub pid: u32,
    /// The protocol of `channels`.
    pub protocol: u32,
    /// The listening socket.
    pub listener: RawFd,
    /// The socket file, when the master bound it itself.
    pub bound: Option<Bound>,
    /// Queue and notes.
    pub channels: Channels,
    /// The old front and workers, and whoever was left from the generation before.
    pub children: Vec<Child>,
    /// The program's file, by the name under which it was started first.
    pub binary: PathBuf,
}

impl Handover {
    /// What was left for this process, if it was started so. The variable is removed.
    pub fn from_environment() -> Result<Option<Handover>, Error> {
        let Some(text) = std::env::var_os(VARIABLE) else {
            return Ok(None);
        };
        system::remove_environment(VARIABLE).map_err(system_error("remove an environment variable"))?;
        let handover: Option<Handover> = text.to_str().and_then(|text| serde_json::from_str(text).ok());
        Ok(handover.filter(|handover| handover.pid == std::process::id()))
    }

    /// Whether `channels` can be used by this program.
    pub fn speaks_our_protocol(&self) -> bool {
        self.protocol == relay::PROTOCOL
    }
}
