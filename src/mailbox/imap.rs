//! What is asked of an IMAP server (RFC 3501) in the name of one party. The conversation is asynchronous
//! inside and has one deadline for everything; whoever calls sees plain functions.
//!
//! What reaches a command is a number, one of our own words, a folder's name that the configuration has
//! checked, or an id of 22 letters and digits; words of people go as literals only.

use super::mail;
use super::trouble;
pub use super::trouble::Trouble;
use super::wire::{self, Wire};
use crate::config::{ImapConfig, is_folder};
use async_imap::imap_proto::{MailboxDatum, NameAttribute, Response, SectionPath, Status};
use async_imap::types::{Fetch, Flag};
use async_imap::{Authenticator, Client, Session};
use futures_util::{Stream, StreamExt, TryStreamExt};
use std::collections::HashMap;
use std::future::{Future, ready};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, timeout_at};

/// How many bytes of a recording even a slow connection carries in a second.
const CARRIED: u32 = 512 * 1024;

/// How many messages are asked about in one command.
const AT_ONCE: usize = 2000;

/// A message of ours in the folder.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    /// Its number there (RFC 3501 section 2.3.1.1).
    pub uid: u32,
    /// Whether it has been read.
    pub seen: bool,
}

/// One party's mailbox, open.
pub struct Account {
    runtime: Runtime,
    deadline: Instant,
    talk: Talk,
}

struct Talk {
    config: ImapConfig,
    session: Session<Wire>,
    selected: Option<String>,
}

impl Account {
    /// Logs in as the party's mailbox by the master user (SASL PLAIN, RFC 4616).
    ///
    /// # Errors
    /// The server cannot be reached in time, or does not let us in.
    pub fn open(config: &ImapConfig, mailbox: &str, limit: Duration) -> Result<Account, Trouble> {
        if !is_mailbox(mailbox) {
            return Err(Trouble::Failed(format!("\"{mailbox}\" cannot be the name of a mailbox")));
        }
        let failed = |error: std::io::Error| Trouble::Failed(error.to_string());
        let runtime = Builder::new_current_thread().enable_io().enable_time().build().map_err(failed)?;
        let deadline = Instant::now() + limit;
        let talk = runtime.block_on(async {
            let client = timeout_at(deadline, Talk::greeted(config));
            let client =
                client.await.unwrap_or_else(|_| Err(Trouble::Unreachable("no greeting in time".to_owned())))?;
            // From here on it is this mailbox that may be slow, and others may be quick.
            let talk = timeout_at(deadline, Talk::begin(config, client, mailbox));
            talk.await.unwrap_or_else(|_| Err(Trouble::Failed(format!("log in as {mailbox}: no answer in time"))))
        })?;
        Ok(Account { runtime, deadline, talk })
    }

    /// From now on there is so much time.
    pub fn allow(&mut self, limit: Duration) {
        self.deadline = Instant::now() + limit;
    }

    /// The messages of ours that are in the folder, by their ids. Of two with one id the older one counts.
    ///
    /// # Errors
    /// The server refuses or does not answer in time.
    pub fn list(&mut self) -> Result<HashMap<String, Listed>, Trouble> {
        wait(&self.runtime, self.deadline, self.talk.list())
    }

    /// Which of the folder's messages contain these words.
    ///
    /// # Errors
    /// As [`Account::list`].
    pub fn search(&mut self, words: &str) -> Result<Vec<u32>, Trouble> {
        wait(&self.runtime, self.deadline, self.talk.search(words))
    }

    /// The words in the first `most` bytes of these messages.
    ///
    /// # Errors
    /// As [`Account::list`].
    pub fn words(&mut self, uids: &[u32], most: usize) -> Result<HashMap<u32, String>, Trouble> {
        wait(&self.runtime, self.deadline, self.talk.words(uids, most))
    }

    /// The recording of a message that may be in the folder, or, for `copy`, in the folder of what was sent. It has
    /// `size` bytes, and `is_it` knows it: a mail may say that it is any message.
    ///
    /// # Errors
    /// As [`Account::list`].
    pub fn recording(
        &mut self,
        id: &str,
        copy: bool,
        size: usize,
        is_it: impl Fn(&[u8]) -> bool,
    ) -> Result<Option<Vec<u8>>, Trouble> {
        wait(&self.runtime, self.deadline, self.talk.recording(id, copy, size, is_it))
    }

    /// Puts a mail into the folder. `again`: it may be there already, and is not put there twice then.
    ///
    /// # Errors
    /// As [`Account::list`]; [`Trouble::Unsure`] when it may be there all the same.
    pub fn deliver(&mut self, id: &str, raw: &[u8], seen: bool, again: bool) -> Result<(), Trouble> {
        let folder = self.talk.config.folder.clone();
        wait(&self.runtime, self.deadline, self.talk.put(&folder, id, raw, seen, again))
    }

    /// Puts a copy into the folder of what was sent, as read.
    ///
    /// # Errors
    /// As [`Account::deliver`].
    pub fn copy(&mut self, id: &str, raw: &[u8], again: bool) -> Result<(), Trouble> {
        wait(&self.runtime, self.deadline, self.talk.copy(id, raw, again))
    }

    /// Sets a flag, such as `\Seen`, of a message that may be there.
    ///
    /// # Errors
    /// As [`Account::list`].
    pub fn flag(&mut self, id: &str, flag: &str) -> Result<(), Trouble> {
        wait(&self.runtime, self.deadline, self.talk.flag(id, flag))
    }

    /// Moves a message that may be there to the trash or, where there is none, removes it.
    ///
    /// # Errors
    /// As [`Account::list`].
    pub fn discard(&mut self, id: &str) -> Result<(), Trouble> {
        wait(&self.runtime, self.deadline, self.talk.discard(id))
    }

    /// Puts a mail into a new folder and removes both again.
    ///
    /// # Errors
    /// As [`Account::list`].
    pub fn try_out(&mut self, folder: &str, raw: &[u8]) -> Result<(), Trouble> {
        wait(&self.runtime, self.deadline, self.talk.try_out(folder, raw))
    }

    /// Says goodbye. That a server does not answer to that is no trouble.
    pub fn close(mut self) {
        self.allow(Duration::from_millis(300));
        let goodbye = async { self.talk.session.logout().await.map_err(Trouble::from) };
        let _ = wait(&self.runtime, self.deadline, goodbye);
        // A look-up of the server's name may still be under way in a thread.
        self.runtime.shutdown_background();
    }
}

/// How much longer something may take for so many bytes of a recording.
#[must_use]
pub fn time_to_carry(bytes: usize) -> Duration {
    Duration::from_secs_f64(bytes as f64 / f64::from(CARRIED))
}

fn wait<T>(runtime: &Runtime, deadline: Instant, work: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    runtime
        .block_on(async { timeout_at(deadline, work).await })
        .unwrap_or_else(|_| Err(Trouble::Unsure("no answer in time".to_owned())))
}

/// The user, the master's name inside it, and the master's password.
struct Plain(String);

impl Authenticator for Plain {
    type Response = String;

    fn process(&mut self, _: &[u8]) -> String {
        std::mem::take(&mut self.0)
    }
}

impl Talk {
    async fn greeted(config: &ImapConfig) -> Result<Client<Wire>, Trouble> {
        let unreachable = |error: std::io::Error| Trouble::Unreachable(trouble::words(&error));
        let wire = wire::connect(config).await.map_err(unreachable)?;
        let mut client = Client::new(wire);
        if config.security != crate::config::Security::StartTls {
            let greeting = client.read_response().await.map_err(unreachable)?;
            greeting.ok_or(Trouble::Unreachable("the server said nothing".to_owned()))?;
        }
        Ok(client)
    }

    async fn begin(config: &ImapConfig, client: Client<Wire>, mailbox: &str) -> Result<Talk, Trouble> {
        let user = config.login.replace("{mailbox}", mailbox);
        let proof = Plain(format!("\0{user}\0{}", config.password.0));
        match client.authenticate("PLAIN", proof).await {
            Ok(session) => Ok(Talk { config: config.clone(), session, selected: None }),
            Err((error, _)) => match Trouble::from(error) {
                Trouble::Failed(words) => Err(Trouble::Failed(format!("log in as {user}: {words}"))),
                lost => Err(Trouble::Unreachable(lost.to_string())),
            },
        }
    }

    /// Selects a folder, which is made when it is missing.
    async fn select(&mut self, folder: &str) -> Result<(), Trouble> {
        if self.selected.as_deref() != Some(folder) {
            self.selected = None;
            match self.session.select(folder).await {
                Err(async_imap::error::Error::No(_)) => {
                    self.session.create(folder).await?;
                    self.session.select(folder).await?;
                }
                selected => drop(selected?),
            }
            self.selected = Some(folder.to_owned());
        }
        Ok(())
    }

    async fn select_folder(&mut self) -> Result<(), Trouble> {
        let folder = self.config.folder.clone();
        self.select(&folder).await
    }

    async fn list(&mut self) -> Result<HashMap<String, Listed>, Trouble> {
        self.select_folder().await?;
        let found = self.session.uid_search(format!("UNDELETED HEADER {} \"\"", mail::HEADER)).await?;
        let mut uids: Vec<u32> = found.into_iter().collect();
        uids.sort_unstable();
        let mut listed = HashMap::new();
        for some in uids.chunks(AT_ONCE) {
            let query = format!("(UID FLAGS BODY.PEEK[HEADER.FIELDS ({})])", mail::HEADER);
            let mut answers = collected(self.session.uid_fetch(set(some), query).await?, some.len()).await?;
            answers.sort_by_key(|answer| answer.uid);
            for answer in answers {
                let id = answer.header().and_then(mail::id_in_header);
                if let (Some(uid), Some(id)) = (answer.uid, id) {
                    let seen = answer.flags().any(|flag| flag == Flag::Seen);
                    listed.entry(id).or_insert(Listed { uid, seen });
                }
            }
        }
        Ok(listed)
    }

    async fn search(&mut self, words: &str) -> Result<Vec<u32>, Trouble> {
        self.select_folder().await?;
        let command =
            format!("UID SEARCH CHARSET UTF-8 UNDELETED HEADER {} \"\" BODY {{{}}}", mail::HEADER, words.len());
        let mut uids = Vec::new();
        let take = |answer: &Response<'_>| {
            if let Response::MailboxData(MailboxDatum::Search(found)) = answer {
                uids.extend(found);
            }
        };
        self.run_with_literal("search", &command, words.as_bytes(), take).await?;
        Ok(uids)
    }

    async fn words(&mut self, uids: &[u32], most: usize) -> Result<HashMap<u32, String>, Trouble> {
        if uids.is_empty() {
            return Ok(HashMap::new());
        }
        self.select_folder().await?;
        let query = format!("(UID BODY.PEEK[]<0.{most}>)");
        let answers = collected(self.session.uid_fetch(set(uids), query).await?, uids.len()).await?;
        Ok(answers.iter().filter_map(|answer| Some((answer.uid?, mail::words(answer.body()?)))).collect())
    }

    async fn recording(
        &mut self,
        id: &str,
        copy: bool,
        size: usize,
        is_it: impl Fn(&[u8]) -> bool,
    ) -> Result<Option<Vec<u8>>, Trouble> {
        let folder = if copy { self.sent_folder().await? } else { Some(self.config.folder.clone()) };
        let Some(folder) = folder else { return Ok(None) };
        self.select(&folder).await?;
        let query = format!("(UID BODY.PEEK[{}]<0.{}>)", mail::RECORDING_PART, mail::part_max(size));
        let path = SectionPath::Part(vec![mail::RECORDING_PART], None);
        for uid in self.find(id).await? {
            let answers = collected(self.session.uid_fetch(uid.to_string(), &query).await?, 1).await?;
            let mut recordings = answers.iter().filter_map(|answer| mail::recording(answer.section(&path)?));
            if let Some(found) = recordings.find(|recording| is_it(recording)) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The numbers of a message in the selected folder: one, none, or more when something went wrong.
    async fn find(&mut self, id: &str) -> Result<Vec<u32>, Trouble> {
        if !crate::secret::is_short_identifier(id) {
            return Err(Trouble::Failed("not a message's id".to_owned()));
        }
        let found = self.session.uid_search(format!("UNDELETED HEADER Message-ID \"<{id}@\"")).await?;
        let mut uids: Vec<u32> = found.into_iter().collect();
        uids.sort_unstable();
        Ok(uids)
    }

    async fn put(&mut self, folder: &str, id: &str, raw: &[u8], seen: bool, again: bool) -> Result<(), Trouble> {
        if again {
            self.select(folder).await?;
            if !self.find(id).await?.is_empty() {
                return Ok(());
            }
        }
        let flags = if seen { "(\\Seen) " } else { "" };
        if let Err(refusal) = self.append(folder, flags, raw).await {
            // A folder that is missing is made (RFC 3501 section 6.3.11); another refusal stays what it is.
            let missing = matches!(refusal, Trouble::Failed(_)) && self.session.create(folder).await.is_ok();
            if !missing {
                return Err(refusal);
            }
            self.append(folder, flags, raw).await?;
        }
        if again {
            // An earlier try that nobody heard of any more may have come to its end just now.
            self.session.noop().await?;
            let uids = self.find(id).await?;
            if let Some((_, twice @ [_, ..])) = uids.split_first() {
                self.remove(&set(twice)).await?;
            }
        }
        Ok(())
    }

    /// APPEND, as the crate does it but with the server's reason when it does not want the mail.
    async fn append(&mut self, folder: &str, flags: &str, raw: &[u8]) -> Result<(), Trouble> {
        if !is_folder(folder) {
            return Err(Trouble::Failed(format!("\"{folder}\" cannot be the name of a folder")));
        }
        let command = format!("APPEND \"{folder}\" {flags}{{{}}}", raw.len());
        self.run_with_literal("append", &command, raw, |_| ()).await
    }

    /// A command that ends in a literal (RFC 3501 section 4.3), which is sent once the server wants it.
    async fn run_with_literal(
        &mut self,
        name: &str,
        command: &str,
        literal: &[u8],
        mut take: impl FnMut(&Response<'_>),
    ) -> Result<(), Trouble> {
        use async_imap::error::Error as Cause;
        let tag = self.session.run_command(command).await?;
        let mut sent = false;
        loop {
            let answer = self.session.read_response().await.map_err(Cause::from)?.ok_or(Cause::ConnectionLost)?;
            match answer.parsed() {
                Response::Continue { .. } if !sent => {
                    sent = true;
                    let wire = self.session.as_mut();
                    wire.write_all(literal).await.map_err(Cause::from)?;
                    wire.write_all(b"\r\n").await.map_err(Cause::from)?;
                    wire.flush().await.map_err(Cause::from)?;
                }
                Response::Done { tag: done, status: Status::Ok, .. } if *done == tag => return Ok(()),
                Response::Done { tag: done, information, .. } if *done == tag => {
                    let words = information.as_deref().unwrap_or_default();
                    return Err(Trouble::Failed(format!("{name}: {words}")));
                }
                other => take(other),
            }
        }
    }

    async fn copy(&mut self, id: &str, raw: &[u8], again: bool) -> Result<(), Trouble> {
        match self.sent_folder().await? {
            Some(folder) => self.put(&folder, id, raw, true, again).await,
            None => Ok(()),
        }
    }

    /// Where what was sent is kept, if it is.
    async fn sent_folder(&mut self) -> Result<Option<String>, Trouble> {
        Ok(match self.config.sent.as_str() {
            "none" => None,
            "" => Some(self.special(&NameAttribute::Sent).await?.unwrap_or_else(|| "Sent".to_owned())),
            folder => Some(folder.to_owned()),
        })
    }

    async fn flag(&mut self, id: &str, flag: &str) -> Result<(), Trouble> {
        self.select_folder().await?;
        let uids = self.find(id).await?;
        if !uids.is_empty() {
            self.store(&set(&uids), flag).await?;
        }
        Ok(())
    }

    async fn store(&mut self, uids: &str, flag: &str) -> Result<(), Trouble> {
        let changes = self.session.uid_store(uids, format!("+FLAGS.SILENT ({flag})")).await?;
        Ok(changes.try_for_each(|_| ready(Ok(()))).await?)
    }

    async fn discard(&mut self, id: &str) -> Result<(), Trouble> {
        self.select_folder().await?;
        let uids = self.find(id).await?;
        if uids.is_empty() {
            return Ok(());
        }
        let uids = set(&uids);
        let trash = match self.config.trash.as_str() {
            "" => self.special(&NameAttribute::Trash).await?,
            folder => Some(folder.to_owned()),
        };
        let Some(trash) = trash else {
            return self.remove(&uids).await;
        };
        if self.session.capabilities().await?.has_str("MOVE") {
            Ok(self.session.uid_mv(&uids, &trash).await?)
        } else {
            self.session.uid_copy(&uids, &trash).await?;
            self.remove(&uids).await
        }
    }

    /// Removes messages of the selected folder. A server that can only remove everything that is marked
    /// (no UIDPLUS, RFC 4315) keeps them marked: other marks are none of our business.
    async fn remove(&mut self, uids: &str) -> Result<(), Trouble> {
        self.store(uids, "\\Deleted").await?;
        if self.session.capabilities().await?.has_str("UIDPLUS") {
            self.session.uid_expunge(uids).await?.try_for_each(|_| ready(Ok(()))).await?;
        }
        Ok(())
    }

    /// The folder with a special use (RFC 6154), if there is one.
    async fn special(&mut self, usage: &NameAttribute<'_>) -> Result<Option<String>, Trouble> {
        let names = self.session.list(Some(""), Some("*")).await?;
        let first = names.try_fold(None, |found: Option<String>, name| {
            let named = || name.attributes().contains(usage).then(|| name.name().to_owned());
            ready(Ok(found.or_else(named)))
        });
        Ok(first.await?)
    }

    async fn try_out(&mut self, folder: &str, raw: &[u8]) -> Result<(), Trouble> {
        self.session.create(folder).await?;
        let tried = async {
            self.append(folder, "(\\Seen) ", raw).await?;
            self.select(folder).await?;
            let all: Vec<u32> = self.session.uid_search("ALL").await?.into_iter().collect();
            if all.len() != 1 {
                return Err(Trouble::Failed(format!("{} messages are in {folder} instead of one", all.len())));
            }
            self.remove(&set(&all)).await?;
            Ok(self.session.close().await?)
        }
        .await;
        let deleted = self.session.delete(folder).await;
        tried?;
        Ok(deleted?)
    }
}

/// What is answered about so many messages. Each answer holds its own buffer, and a server may tell more than it was
/// asked for: what others do in the folder meanwhile, and not much else.
async fn collected(
    answers: impl Stream<Item = async_imap::error::Result<Fetch>>,
    asked: usize,
) -> Result<Vec<Fetch>, Trouble> {
    let most = 2 * asked + 1000;
    let answers: Vec<Fetch> = answers.take(most + 1).try_collect().await?;
    if answers.len() > most {
        return Err(Trouble::Unsure("the server answers more than it was asked".to_owned()));
    }
    Ok(answers)
}

/// Ascending numbers as a set of ranges (RFC 3501, `sequence-set`).
fn set(uids: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for uid in uids {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *uid => *last = *uid,
            _ => ranges.push((*uid, *uid)),
        }
    }
    let ranges =
        ranges.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}:{last}") });
    ranges.collect::<Vec<String>>().join(",")
}

/// Can this be the name of a party's mailbox? It is put into the master user's log-in, where the separator
/// must not come from somebody else.
#[must_use]
pub fn is_mailbox(name: &str) -> bool {
    !name.is_empty() && name.len() <= 200 && name.chars().all(|c| c.is_alphanumeric() || "._@+-=~".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sent_as_ranges() {
        assert_eq!(set(&[1, 2, 3, 7, 9, 10]), "1:3,7,9:10");
        assert_eq!(set(&[5]), "5");
    }

    #[test]
    fn a_mailbox_is_a_name_and_no_separator() {
        for name in ["bob", "bob@example.org", "Zoë.Größer"] {
            assert!(is_mailbox(name), "{name}");
        }
        for name in ["", "bob*carol", "a b", "../bob", "bob\0", "bob\r\n", "%n"] {
            assert!(!is_mailbox(name), "{name}");
        }
    }
}
