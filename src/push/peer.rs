//! Browsers that wait at another application server's nginx: only that server can push to them, so it
//! is asked to, by the very URL that a sender's browser would fetch. All that goes there is the id of an
//! interruption; what comes back is what that server found out for itself.

use crate::error::Error;
use crate::message::Outcome;
use serde::Deserialize;
use std::cell::OnceCell;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// How long one request may take, name resolution and TLS included.
const DEADLINE: Duration = Duration::from_secs(2);
/// How long all errands of a process together may take.
const ERRANDS_MAX: Duration = Duration::from_secs(4);
const LARGEST_ANSWER: u64 = 8192;

/// The client for other servers, and what there is to ask of them after the answer is out.
#[derive(Default)]
pub struct Errands {
    agent: OnceCell<Agent>,
    waiting: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Rung {
    outcome: Outcome,
}

impl Errands {
    /// Another server is to push what there is about an interruption, once the answer is out.
    pub fn add(&mut self, server: &str, sid: &str) {
        let errand = (server.to_owned(), sid.to_owned());
        if !self.waiting.contains(&errand) {
            self.waiting.push(errand);
        }
    }

    /// Is there anything to do?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Does it. An event is only a hint, so what cannot be told is logged and left: pages ask by
    /// themselves. A server that does not answer is not asked twice.
    pub fn run(&mut self) {
        let begun = Instant::now();
        let mut silent: Vec<String> = Vec::new();
        for (server, sid) in std::mem::take(&mut self.waiting) {
            if silent.contains(&server) || begun.elapsed() > ERRANDS_MAX {
                continue;
            }
            if let Err(error) = self.notify(&server, &sid) {
                ::log::warn!("{error}");
                silent.push(server);
            }
        }
    }

    /// Fetches the notify URL of an interruption on another server: the outcome that it tells, or nothing
    /// where it says that the interruption is on yet another one (it has told a sender of its own then).
    ///
    /// # Errors
    /// [`Error::System`] when the server cannot be reached, does not answer in time, or not as it should.
    pub fn notify(&self, server: &str, sid: &str) -> Result<Option<Outcome>, Error> {
        let (status, body) = self.get(server, &format!("/s/{sid}/notify"))?;
        match status {
            200 => match serde_json::from_str::<Rung>(&body) {
                Ok(rung) => Ok(Some(rung.outcome)),
                Err(_) => Err(failed(server, "it told no outcome")),
            },
            303 => Ok(None),
            status => Err(failed(server, &format!("it answered {status}"))),
        }
    }

    /// Is the other server there, and healthy?
    ///
    /// # Errors
    /// As [`Errands::notify`].
    pub fn health(&self, server: &str) -> Result<(), Error> {
        match self.get(server, "/health")? {
            (200, body) if body.contains("\"healthy\":true") => Ok(()),
            (status, _) => Err(failed(server, &format!("its /health answered {status}"))),
        }
    }

    fn get(&self, server: &str, path: &str) -> Result<(u16, String), Error> {
        let agent = self.agent.get_or_init(client);
        let answered = agent.get(format!("{server}{path}")).call().and_then(|mut answer| {
            let body = answer.body_mut().with_config().limit(LARGEST_ANSWER).read_to_string()?;
            Ok((answer.status().as_u16(), body))
        });
        answered.map_err(|error| failed(server, &error.to_string()))
    }
}

/// No redirect is followed, so nobody but a configured server is ever asked; no proxy is taken from the
/// environment, where a CGI client's header could have put one (httpoxy). Certificates are those that the
/// system trusts, a private authority's included.
fn client() -> Agent {
    Agent::config_builder()
        .timeout_global(Some(DEADLINE))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .accept("application/json")
        .user_agent("pageboy")
        .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
        .build()
        .into()
}

/// The URL is not in the words: it holds a session id.
fn failed(server: &str, problem: &str) -> Error {
    Error::System { operation: "push by another server", source: std::io::Error::other(format!("{server}: {problem}")) }
}
