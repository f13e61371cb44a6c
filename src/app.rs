//! What a worker or a CGI process has in its hands while it answers its one request.

use crate::config::{ImapConfig, WorkerConfig};
use crate::db::Database;
use crate::error::Error;
use crate::mailbox::spool;
use crate::push::Push;
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
    push: Push,
    base: String,
    claims: Vec<String>,
}

impl App {
    /// Puts the parts together; connects to nothing yet.
    #[must_use]
    pub fn new(config: WorkerConfig, templates: Templates) -> App {
        let database = Database::new(&config);
        let push = Push::from_config(&config);
        App { config, templates, database, push, base: String::new(), claims: Vec::new() }
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
    /// this answer does not wait for it more than once.
    pub fn deliver(&mut self, mut answer: Value) -> Value {
        if let Some(claim) = answer.get("spool").and_then(Value::as_str) {
            self.claims.push(claim.to_owned());
        }
        if let Some(Value::Array(events)) = answer.get_mut("push").map(Value::take) {
            for event in &events {
                if let Err(error) = self.push.publish(event, &self.base) {
                    ::log::warn!("{error}");
                    break;
                }
            }
        }
        answer
    }

    /// Whether [`App::finish`] has anything to do.
    #[must_use]
    pub fn has_work(&self) -> bool {
        !self.claims.is_empty()
    }

    /// Does what this request has left to do in mailboxes. The answer is on its way already, so nobody waits
    /// for it, and what cannot be done now is in the spool.
    pub fn finish(&mut self) {
        let Some(config) = self.config.imap.clone() else { return };
        for claim in std::mem::take(&mut self.claims) {
            if let Err(error) = self.work(&config, &claim) {
                ::log::warn!("{error}");
            }
        }
    }

    fn work(&mut self, config: &ImapConfig, claim: &str) -> Result<(), Error> {
        let answer = self.database.spool_work(claim)?;
        let answer = self.deliver(answer);
        let App { database, push, base, config: WorkerConfig { request_seconds, .. }, .. } = self;
        let limit = Duration::from_secs(*request_seconds);
        let mut tell = |answer: Value| {
            for event in answer["push"].as_array().into_iter().flatten() {
                if let Err(error) = push.publish(event, base) {
                    ::log::warn!("{error}");
                }
            }
        };
        spool::work(database, config, claim, &answer["work"], limit, &mut tell).map(drop)
    }

    /// Pushes one event as the database describes it. True when a browser received it.
    pub fn push_event(&mut self, event: &Value) -> bool {
        self.push.publish(event, &self.base).unwrap_or_else(|error| {
            ::log::warn!("{error}");
            false
        })
    }
}
