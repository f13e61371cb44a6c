//! How waiting browsers are told. Two kinds behind one type: [`nchan`] publishes to nginx, which
//! holds an event stream for every page; with [`poll`] the pages ask by themselves. Browsers that wait at
//! another application server are told by that one, which [`peer`] asks to.

pub mod nchan;
pub mod peer;
pub mod poll;

use crate::config::{PushKind, WorkerConfig};
use crate::error::Error;
use crate::secret;
use serde_json::{Value, json};

/// The configured kind of push.
pub enum Push {
    /// Event streams held by nginx with nchan.
    Nchan(nchan::Publisher),
    /// Pages ask every few seconds.
    Poll,
}

impl Push {
    /// The kind that the configuration names.
    #[must_use]
    pub fn from_config(config: &WorkerConfig) -> Push {
        match config.push {
            PushKind::Nchan => Push::Nchan(nchan::Publisher::new(&config.push_socket)),
            PushKind::Poll => Push::Poll,
        }
    }

    /// Publishes an event of the database to its channel. True when a browser received it.
    ///
    /// # Errors
    /// [`Error::System`] when nginx cannot be reached or does not answer in time.
    pub fn publish(&self, event: &Value, base: &str) -> Result<bool, Error> {
        let field = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default();
        let data = match field("event") {
            "interrupt" => json!({ "url": crate::session::path(base, field("sid")) }),
            "waiting" => json!({ "waiting": event["waiting"] }),
            _ => json!({ "message": field("message"), "outcome": field("outcome") }),
        };
        match self {
            Push::Nchan(publisher) if field("event") == "close" => publisher.close(field("channel")),
            Push::Nchan(publisher) => publisher.publish(field("channel"), field("event"), &data.to_string()),
            Push::Poll => poll::publish(),
        }
    }

    /// Does a browser listen to this channel? It is sent an event that pages know nothing of.
    ///
    /// # Errors
    /// As [`Push::publish`].
    pub fn is_heard(&self, channel: &str) -> Result<bool, Error> {
        match self {
            Push::Nchan(publisher) => publisher.publish(channel, "check", "{}"),
            Push::Poll => poll::publish(),
        }
    }

    /// Does the publisher answer? It is tried on a channel where nobody listens.
    ///
    /// # Errors
    /// As [`Push::publish`].
    pub fn try_out(&self) -> Result<(), Error> {
        self.is_heard(&secret::channel()?).map(drop)
    }
}
