//! What a worker or a CGI process has in its hands while it answers its one request.

use crate::config::{ImapConfig, WorkerConfig};
use crate::db::Database;
use crate::directory::Directory;
use crate::error::Error;
use crate::mailbox::spool;
use crate::message::Outcome;
use crate::push::Push;
use crate::push::peer::Errands;
use crate::render::Templates;
use serde_json::Value;
use std::time::Duration;

/// Configuration, templates, database and push of one process.
pub struct App {
    /// The configuration, secrets included.
    pub config: WorkerConfig,
    /// The compiled templates.
    pub templates: Templates,
    /// The shared records.
    pub database: Database,
    /// Where people come from.
    pub directory: Directory,
    push: Push,
    errands: Errands,
    base: String,
    claims: Vec<String>,
}

impl App {
    /// Puts the parts together; connects to nothing yet.
    #[must_use]
    pub fn new(config: WorkerConfig, templates: Templates) -> App {
        let database = Database::new(&config);
        let push = Push::from_config(&config);
        let directory = Directory::of(&config);
        let (errands, base, claims) = (Errands::default(), String::new(), Vec::new());
        App { config, templates, database, directory, push, errands, base, claims }
    }

    /// Connects to the database ahead of the request. A failure is only logged: the request that
    /// comes tries again, and tells its user if it must.
    pub fn warm(&mut self) {
        if let Err(error) = self.database.connect() {
            ::log::warn!("{error}");
        }
    }

    /// Under which path this site is reached (`SCRIPT_NAME`); URLs in events carry it.
    pub fn at_base(&mut self, base: &str) {
        base.clone_into(&mut self.base);
    }

    /// How waiting browsers are told.
    #[must_use]
    pub fn push(&self) -> &Push {
        &self.push
    }

    /// Takes an answer of the database, pushes what it says is to be pushed (it has been committed
    /// by now), and refuses to go on when the session is suspended.
    ///
    /// # Errors
    /// [`Error::Interrupted`] with the interruption that its party is to go to.
    pub fn act(&mut self, answer: Value) -> Result<Value, Error> {
        let answer = self.deliver(answer);
        match answer.get("interrupted").and_then(Value::as_str) {
            Some(sid) => Err(Error::Interrupted { by: sid.to_owned() }),
            None => Ok(answer),
        }
    }

    /// Pushes what an answer of the database says is to be pushed. An event is only a hint: a page
    /// asks again after each connect, so nothing is lost when nginx cannot be told, and who waits for
    /// this answer does not wait for it more than once. What another server is to push waits until the
    /// answer is out: see [`App::finish`].
    pub fn deliver(&mut self, mut answer: Value) -> Value {
        if let Some(claim) = answer.get("spool").and_then(Value::as_str) {
            self.claims.push(claim.to_owned());
        }
        if let Some(Value::Array(events)) = answer.get_mut("push").map(Value::take) {
            for event in &events {
                // What is about no interruption (a stream to close, a message read in the inbox) is found by asking.
                let elsewhere = self.server_elsewhere(event).map(str::to_owned);
                if let (Some(server), Some(sid)) = (elsewhere, event["sid"].as_str()) {
                    self.errands.add(&server, sid);
                }
            }
            self.deliver_here(&events);
        }
        answer
    }

    /// Pushes those of the events whose browsers wait at this server. True when one of them received its own.
    pub fn deliver_here(&mut self, events: &[Value]) -> bool {
        let mut received = false;
        for event in events {
            if self.server_elsewhere(event).is_none() {
                match self.push.publish(event, &self.base) {
                    Ok(by_one) => received |= by_one,
                    Err(error) => {
                        ::log::warn!("{error}");
                        break;
                    }
                }
            }
        }
        received
    }

    /// The other server at which the browser of an event waits; nothing for this one's own.
    fn server_elsewhere(&self, event: &Value) -> Option<&str> {
        self.config.peers.elsewhere(event["server"].as_str().unwrap_or_default())
    }

    /// Whether [`App::finish`] has anything to do.
    #[must_use]
    pub fn has_work(&self) -> bool {
        !self.claims.is_empty() || !self.errands.is_empty()
    }

    /// Does what this request has left to do: in mailboxes, and having other servers push what is theirs to push. The
    /// answer is on its way already, so nobody waits for it; what cannot be done now in a mailbox is in the spool.
    pub fn finish(&mut self) {
        // Somebody may be waiting for what is pushed.
        self.errands.run();
        if let Some(config) = self.config.imap.clone() {
            for claim in std::mem::take(&mut self.claims) {
                if let Err(error) = self.work(&config, &claim) {
                    ::log::warn!("{error}");
                }
            }
            self.errands.run();
        }
    }

    fn work(&mut self, config: &ImapConfig, claim: &str) -> Result<(), Error> {
        let answer = self.database.spool_work(claim)?;
        let answer = self.deliver(answer);
        let limit = Duration::from_secs(self.config.request_seconds);
        let mut told = Vec::new();
        let mut tell = |answer: Value| told.push(answer);
        let worked = spool::work(&mut self.database, config, claim, &answer["work"], limit, &mut tell);
        for answer in told {
            self.deliver(answer);
        }
        worked.map(drop)
    }

    /// Has another server ring for an interruption of its own, and waits for the outcome that it tells.
    ///
    /// # Errors
    /// As [`Errands::notify`].
    pub fn ring_elsewhere(&self, server: &str, sid: &str) -> Result<Option<Outcome>, Error> {
        self.errands.notify(server, sid)
    }

    /// Does every other server answer?
    ///
    /// # Errors
    /// The first one that does not.
    pub fn try_peers(&self) -> Result<(), Error> {
        self.config.peers.others().iter().try_for_each(|server| self.errands.health(server))
    }
}
