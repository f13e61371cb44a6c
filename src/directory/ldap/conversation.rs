//! A conversation with an LDAP server, from connecting to the last answer, within a time that is fixed when it begins.

use super::entry::{filter_for, filter_like};
use super::wire::{self, Relay};
use super::{Entry, LdapConfig, ber};
use crate::error::Error;
use ldap3::controls::{Control, ControlType, PagedResults, RawControl};
use ldap3::{Ldap, Scope, SearchEntry, SearchOptions};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

/// What LDAP's result codes (RFC 4511, appendix A) mean to us.
mod code {
    pub const SUCCESS: u32 = 0;
    pub const TIME_LIMIT_EXCEEDED: u32 = 3;
    pub const SIZE_LIMIT_EXCEEDED: u32 = 4;
    pub const ADMIN_LIMIT_EXCEEDED: u32 = 11;
    pub const NO_SUCH_OBJECT: u32 = 32;
    pub const INVALID_DN_SYNTAX: u32 = 34;
    pub const INSUFFICIENT_ACCESS: u32 = 50;
    /// A bind that was understood and refused: wrong password, none set, locked, expired, gone meanwhile.
    pub const REFUSED: [u32; 6] = [19, NO_SUCH_OBJECT, 48, 49, INSUFFICIENT_ACCESS, 53];
}

/// The longest that closing a conversation may take beyond its time.
const GRACE: Duration = Duration::from_millis(100);

/// An open connection, bound as the service account.
pub struct Conversation<'a> {
    config: &'a LdapConfig,
    url: &'a str,
    runtime: Runtime,
    ldap: Ldap,
    relay: Option<Relay>,
    deadline: Instant,
}

/// Asks LDAP, within `patience` whatever happens: it is done by a thread of its own, which is left behind when it hangs
/// where no timeout reaches (a name that is not resolved). The process ends with its request, and the thread with it.
///
/// # Errors
/// [`Error::Directory`] when no server answers in time, or whatever `talk` fails with.
pub fn ask<T: Send + 'static>(
    config: &Arc<LdapConfig>,
    patience: Duration,
    talk: impl FnOnce(&mut Conversation) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (told, answer) = mpsc::channel();
    let config = Arc::clone(config);
    let urls = config.urls.join(" ");
    std::thread::Builder::new()
        .name("ldap".into())
        .spawn(move || {
            let result = Conversation::open(&config, patience).and_then(|mut conversation| talk(&mut conversation));
            // Nobody listens any more when it took too long.
            let _ = told.send(result);
        })
        .map_err(|source| Error::System { operation: "start a thread", source })?;
    answer.recv_timeout(patience + GRACE).unwrap_or_else(|why| {
        let problem = match why {
            RecvTimeoutError::Timeout => no_answer(patience),
            RecvTimeoutError::Disconnected => "its answer is not understood".to_owned(),
        };
        Err(failed("ask", &urls, &problem))
    })
}

impl<'a> Conversation<'a> {
    /// Connects to the first server that answers, each getting its share of the time, and binds as the service account.
    ///
    /// # Errors
    /// [`Error::Directory`] with what each server said.
    pub fn open(config: &'a LdapConfig, patience: Duration) -> Result<Conversation<'a>, Error> {
        let deadline = Instant::now() + patience;
        let mut problems = Vec::new();
        for (number, url) in config.urls.iter().enumerate() {
            let left = deadline.saturating_duration_since(Instant::now());
            let share = left / u32::try_from(config.urls.len() - number).unwrap_or(1);
            match Conversation::at(config, url, share) {
                Ok(conversation) => return Ok(Conversation { deadline, ..conversation }),
                Err(error) => problems.push(error.to_string().trim_start_matches("directory: ").to_owned()),
            }
        }
        Err(Error::Directory { operation: "connect", problem: problems.join("; ") })
    }

    /// The same with one server.
    ///
    /// # Errors
    /// [`Error::Directory`] when it cannot be reached, is not to be trusted, or refuses the service account.
    pub fn at(config: &'a LdapConfig, url: &'a str, patience: Duration) -> Result<Conversation<'a>, Error> {
        let deadline = Instant::now() + patience;
        // rustls takes what it computes with from the process.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let runtime = Builder::new_current_thread().enable_io().enable_time().build();
        let runtime = runtime.map_err(|source| Error::System { operation: "start a runtime", source })?;
        let (ldap, relay) = runtime
            .block_on(async { timeout(patience, wire::connect(config, url)).await })
            .map_err(|_| failed("connect", url, &no_answer(patience)))?
            .map_err(|error| failed("connect", url, &error.to_string()))?;
        let mut conversation = Conversation { config, url, runtime, ldap, relay: Some(relay), deadline };
        conversation.introduce()?;
        Ok(conversation)
    }

    /// Binds as the service account; without one as who we are to the kernel on a unix socket (SASL EXTERNAL), and as
    /// nobody elsewhere.
    fn introduce(&mut self) -> Result<(), Error> {
        let (config, url) = (self.config, self.url);
        let bound = match config.bind_dn.as_str() {
            "" if url.starts_with("ldapi:") => self.ask("bind", async |ldap| ldap.sasl_external_bind().await),
            "" => return Ok(()),
            dn => self.ask("bind", async |ldap| ldap.simple_bind(dn, &config.password.0).await),
        };
        let account = if config.bind_dn.is_empty() { "this system user" } else { &config.bind_dn };
        match bound?.rc {
            code::SUCCESS => Ok(()),
            rc => Err(failed("bind", url, &format!("{account} is refused (result {rc})"))),
        }
    }

    /// Asks something, within what is left of the time.
    fn ask<T>(
        &mut self,
        operation: &'static str,
        question: impl AsyncFnOnce(&mut Ldap) -> ldap3::result::Result<T>,
    ) -> Result<T, Error> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let ldap = &mut self.ldap;
        let problem = match self.runtime.block_on(async { timeout(left, question(ldap)).await }) {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(error)) => self.why_it_ended().unwrap_or_else(|| error.to_string()),
            Err(_) => no_answer(left),
        };
        Err(failed(operation, self.url, &problem))
    }

    /// What was wrong with what the server sent, when that has ended the conversation.
    fn why_it_ended(&mut self) -> Option<String> {
        let relay = self.relay.take_if(|relay| relay.is_finished())?;
        self.runtime.block_on(relay).ok()?.err().map(|error| error.to_string())
    }

    /// The entry of a party. Two that have the same id are none: nobody could say which is meant.
    ///
    /// # Errors
    /// [`Error::Directory`] when LDAP does not answer, or not about this base.
    pub fn party(&mut self, party: &str) -> Result<Option<Entry>, Error> {
        if !crate::directory::is_id(party) {
            return Ok(None);
        }
        let (found, _) = self.search(&filter_for(self.config, party), 2, party)?;
        if found.len() > 1 {
            ::log::warn!("directory: {} entries are called {party}, so nobody is", found.len());
            return Ok(None);
        }
        Ok(found.into_iter().next())
    }

    /// Those whose id or name contains the words, at most `limit` of them, and whether there are more.
    ///
    /// # Errors
    /// As [`Conversation::party`].
    pub fn people(&mut self, words: &str, limit: i32) -> Result<(Vec<Entry>, bool), Error> {
        self.search(&filter_like(self.config, words), limit, "")
    }

    /// Asks for one page of results (RFC 2696) and no more: ten thousand entries cost as much as fifty.
    fn search(&mut self, filter: &str, limit: i32, wanted: &str) -> Result<(Vec<Entry>, bool), Error> {
        let (config, url) = (self.config, self.url);
        let page = RawControl::from(PagedResults { size: limit, cookie: Vec::new() });
        let found = self.ask("search", async |ldap| {
            ldap.with_search_options(SearchOptions::new().sizelimit(limit)).with_controls(vec![page]);
            ldap.search(&config.base, Scope::Subtree, filter, config.attributes.names()).await
        })?;
        let more = match found.1.rc {
            code::SUCCESS => found.1.ctrls.iter().any(has_next_page),
            code::SIZE_LIMIT_EXCEEDED | code::TIME_LIMIT_EXCEEDED | code::ADMIN_LIMIT_EXCEEDED => true,
            rc => return Err(failed("search", url, &format!("below {}: result {rc}", config.base))),
        };
        let wanted = Some(wanted).filter(|wanted| !wanted.is_empty());
        let entries = found
            .0
            .into_iter()
            .filter(|found| !found.is_ref() && !found.is_intermediate())
            .filter_map(|found| Entry::read(config, &SearchEntry::construct(found), wanted))
            .collect();
        Ok((entries, more))
    }

    /// Is there an entry that this filter matches? A base that does not exist or that we may not see has none.
    ///
    /// # Errors
    /// [`Error::Directory`] when LDAP does not answer.
    pub fn exists(&mut self, base: &str, scope: Scope, filter: &str) -> Result<bool, Error> {
        let url = self.url;
        let found = self.ask("search", async |ldap| {
            ldap.with_search_options(SearchOptions::new().sizelimit(1)).search(base, scope, filter, ["1.1"]).await
        })?;
        match found.1.rc {
            code::SUCCESS | code::SIZE_LIMIT_EXCEEDED => Ok(found.0.iter().any(|entry| !entry.is_ref())),
            code::NO_SUCH_OBJECT | code::INVALID_DN_SYNTAX | code::INSUFFICIENT_ACCESS => Ok(false),
            rc => Err(failed("search", url, &format!("at {base}: result {rc}"))),
        }
    }

    /// Is this the password of the entry? The conversation is its own from here on. An empty password proves nothing
    /// (RFC 4513 section 5.1.2), so it is none.
    ///
    /// # Errors
    /// [`Error::Directory`] when LDAP neither accepts nor refuses it.
    pub fn is_password(&mut self, dn: &str, password: &str) -> Result<bool, Error> {
        if dn.is_empty() || password.is_empty() {
            return Ok(false);
        }
        let url = self.url;
        match self.ask("bind", async |ldap| ldap.simple_bind(dn, password).await)?.rc {
            code::SUCCESS => Ok(true),
            rc if code::REFUSED.contains(&rc) => Ok(false),
            rc => Err(failed("bind", url, &format!("result {rc}"))),
        }
    }
}

fn has_next_page(control: &Control) -> bool {
    let Control(Some(ControlType::PagedResults), raw) = control else { return false };
    // A size and a cookie (RFC 2696): where there is one there is more.
    let cookie = raw.val.as_deref().and_then(ber::element).and_then(|(_, content, _)| {
        let (_, _, behind_size) = ber::element(content)?;
        ber::element(behind_size)
    });
    cookie.is_some_and(|(_, cookie, _)| !cookie.is_empty())
}

fn no_answer(patience: Duration) -> String {
    format!("no answer within {} ms", patience.as_millis())
}

fn failed(operation: &'static str, url: &str, problem: &str) -> Error {
    Error::Directory { operation, problem: format!("{url}: {problem}") }
}
