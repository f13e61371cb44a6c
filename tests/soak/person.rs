//! A party at its browser: sends, tries again what broke, is interrupted, answers, goes back.

use super::journal::{Journal, Sent};
use super::plan::{Message, Reaction, Way};
use crate::common::{Answer, Window, raw, voice, window};
use serde_json::Value;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

/// How long somebody tries again before giving up; longer than any outage.
const PATIENCE: Duration = Duration::from_secs(90);
const JSON: (&str, &str) = ("Accept", "application/json");
const HTML: (&str, &str) = ("Accept", "text/html");

/// One party and its window.
pub struct Person<'a> {
    pub number: usize,
    pub window: Window,
    pub token: String,
    pub chance: fastrand::Rng,
    pub journal: &'a Journal,
    /// The ids of all parties, by number.
    pub parties: &'a [String],
    /// A little longer than anything rings.
    pub rung_out: Duration,
    /// The time is up: nobody lingers any more.
    pub ending: &'a AtomicBool,
}

impl Person<'_> {
    /// Sends at the planned times, or as soon after as interruptions allow, and attends to these, until the time is up,
    /// everything is sent and nothing waits.
    /// `news`: the event stream has said something.
    pub fn live(&mut self, mut messages: VecDeque<Message>, news: &Receiver<()>) {
        loop {
            let ending = self.ending.load(Ordering::SeqCst);
            let waits = self.attend();
            if ending && !waits && messages.is_empty() {
                return;
            }
            let until = messages.front().map_or(Duration::MAX, |next| next.at.saturating_sub(self.journal.elapsed()));
            if !until.is_zero() {
                let _ = news.recv_timeout(until.min(Duration::from_millis(500)));
            } else if let Some(message) = messages.pop_front() {
                self.send(&message);
            }
        }
    }

    /// Attends to what suspends the window, if anything does.
    pub fn attend(&mut self) -> bool {
        let answer = self.get("/pending", &self.window.path.clone());
        match answer.status {
            204 => false,
            200 => {
                let path = answer.json()["url"].as_str().unwrap_or_default().to_owned();
                self.interrupted(path);
                true
            }
            status => {
                self.journal.notes().nowhere.push(format!("{}: pending is answered {status}", self.window.party));
                false
            }
        }
    }

    fn send(&mut self, message: &Message) {
        let key = format!("n{:06}", message.number);
        let words = self.journal.words(&key);
        let to = &self.parties[message.to];
        let urgent = if message.urgent { "1" } else { "" };
        let fields = [("to", to.as_str()), ("text", words.as_str()), ("nonce", key.as_str()), ("urgent", urgent)];
        let host = raw::authority(&self.window.site);
        let cookie = ("Cookie", self.window.cookie.as_str());
        let bearer = format!("Bearer {}", self.token);
        let path = format!("{}/send", self.window.path);
        let form = window::form(&fields);
        let request = match message.way {
            Way::Form => raw::bytes("POST", &path, host, &[HTML, cookie], Some(&form)),
            Way::Json => raw::bytes("POST", &path, host, &[JSON, cookie], Some(&form)),
            Way::Token => raw::bytes("POST", "/send", host, &[JSON, ("Authorization", &bearer)], Some(&form)),
            Way::Voice => {
                let body = voice::multipart(&fields, Some(&voice::noise(4_000)));
                voice::post_bytes(&path, host, &[JSON, cookie], voice::MULTIPART, &body)
            }
        };
        self.post(&key, message.to, &request);
    }

    /// Posts a message until it is accepted or refused; what interrupts in between is attended to.
    fn post(&mut self, key: &str, to: usize, request: &[u8]) {
        self.journal.notes().sent.insert(key.to_owned(), Sent { from: self.number, to, ..Sent::default() });
        loop {
            let answer = self.ask(request, Some(key));
            match answer.status {
                201 | 202 => {
                    let receipt = answer.json();
                    self.journal.settled(key, answer.status, true, receipt["message"].as_str().map(str::to_owned));
                    // A token rings by itself.
                    if answer.status == 201 {
                        self.notify(&receipt);
                    }
                }
                303 if answer.header("location") == Some(&self.window.path) => {
                    self.journal.settled(key, 303, true, None);
                    let page = self.get("", &self.window.path.clone());
                    if page.status == 200 {
                        self.notify(&page.json());
                    }
                }
                303 if key.starts_with('n') => {
                    self.interrupted(answer.location());
                    continue;
                }
                status => self.journal.settled(key, status, false, None),
            }
            return;
        }
    }

    /// Rings, as the page `sent` makes a browser do.
    fn notify(&self, receipt: &Value) {
        if let Some(url) = receipt["notify"].as_str() {
            let path = url.strip_prefix(&self.window.site).unwrap_or(url);
            let _ = self.ask(&raw::bytes("GET", path, raw::authority(&self.window.site), &[JSON], None), None);
        }
    }

    /// Follows interruptions until the window is back at its own page.
    fn interrupted(&mut self, path: String) {
        let mut at = path;
        let mut reaction = self.next_reaction();
        for _ in 0..1_000 {
            if at == self.window.path {
                return;
            }
            if reaction == Reaction::Silent {
                // Whoever comes back attends to whatever is next.
                std::thread::sleep(self.rung_out);
                reaction = Reaction::Resume;
            }
            let answer = self.get("", &at);
            at = match answer.status {
                200 => {
                    let page = answer.json();
                    if page["interruption"] != true {
                        // The session that was suspended is gone, and a new one stands for it.
                        self.window.path = at;
                        return;
                    }
                    self.read(&at, &page, reaction);
                    let next = self.go_back(&at);
                    reaction = self.next_reaction();
                    next
                }
                303 => answer.location(),
                _ => self.find_home(),
            };
        }
        self.journal.notes().nowhere.push(format!("{}: interrupted for ever", self.window.party));
    }

    fn next_reaction(&mut self) -> Reaction {
        let reaction = Reaction::next(&mut self.chance);
        if self.ending.load(Ordering::SeqCst) { Reaction::Resume } else { reaction }
    }

    fn read(&mut self, at: &str, page: &Value, reaction: Reaction) {
        let text = page["message"]["text"].as_str().unwrap_or_default();
        let Some(key) = self.journal.keys_in(text).pop_first() else { return };
        self.journal.notes().shown_in.entry(key.clone()).or_default().insert(at.to_owned());
        match reaction {
            Reaction::Answer if key.starts_with('n') && page["page"] == "message" => self.answer(at, &key),
            Reaction::Back => drop(self.get("", &self.window.path.clone())),
            Reaction::Linger => std::thread::sleep(Duration::from_millis(self.chance.u64(200..1_500))),
            _ => {}
        }
    }

    fn answer(&mut self, at: &str, to: &str) {
        let key = to.replace('n', "r");
        let Some(sender) = self.journal.notes().sent.get(to).map(|sent| sent.from) else { return };
        if self.journal.notes().sent.contains_key(&key) {
            return;
        }
        let form = window::form(&[("text", &self.journal.words(&key)), ("nonce", &key)]);
        let headers = [JSON, ("Cookie", self.window.cookie.as_str())];
        let host = raw::authority(&self.window.site);
        let request = raw::bytes("POST", &format!("{at}/reply"), host, &headers, Some(&form));
        self.post(&key, sender, &request);
    }

    fn go_back(&self, at: &str) -> String {
        let headers = [JSON, ("Cookie", self.window.cookie.as_str())];
        let host = raw::authority(&self.window.site);
        let answer = self.ask(&raw::bytes("POST", &format!("{at}/resume"), host, &headers, Some("")), None);
        match answer.status {
            200 => answer.json()["session"].as_str().unwrap_or_default().to_owned(),
            303 => answer.location(),
            _ => self.find_home(),
        }
    }

    /// Where the window's own address leads.
    fn find_home(&self) -> String {
        let answer = self.get("", &self.window.path);
        match answer.status {
            303 => return answer.location(),
            200 => {}
            status => {
                let place = format!("{}: its own page is answered {status}", self.window.party);
                self.journal.notes().nowhere.push(place);
            }
        }
        self.window.path.clone()
    }

    fn get(&self, below: &str, path: &str) -> Answer {
        let headers = [JSON, ("Cookie", self.window.cookie.as_str())];
        let request = raw::bytes("GET", &format!("{path}{below}"), raw::authority(&self.window.site), &headers, None);
        self.ask(&request, None)
    }

    /// Asks until there is an answer that is not the fault of a server. `key`: it is a send, and its tries count.
    fn ask(&self, request: &[u8], key: Option<&str>) -> Answer {
        let begun = Instant::now();
        loop {
            let tried = Instant::now();
            let answer = raw::exchange(&self.window.site, request);
            let status = answer.as_ref().map_or(0, |answer| answer.status);
            if let Some(key) = key {
                self.journal.answered(key, status, tried.elapsed());
            }
            match answer {
                Ok(answer) if answer.status < 500 => {
                    self.journal.look(self.number, &answer.text);
                    return answer;
                }
                other if begun.elapsed() > PATIENCE => {
                    return other.unwrap_or(Answer { status: 0, headers: Vec::new(), text: String::new() });
                }
                _ => {}
            }
            if key.is_some() {
                self.journal.notes().retries += 1;
            }
            std::thread::sleep(Duration::from_millis(100) + begun.elapsed().min(Duration::from_secs(1)) / 2);
        }
    }
}

/// Holds a window's event stream open and tells `news` of whatever comes, and of every new beginning, after which
/// a page asks what it has missed.
pub fn listen(window: &Window, news: &Sender<()>, ending: &AtomicBool) {
    let host = raw::authority(&window.site);
    let headers = [("Accept", "text/event-stream"), ("Cookie", window.cookie.as_str())];
    let request = raw::bytes("GET", &format!("{}/events", window.path), host, &headers, None);
    while !ending.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(200));
        let Ok(mut stream) = raw::connect(&window.site) else { continue };
        let limit = stream.set_read_timeout(Some(Duration::from_millis(500)));
        if limit.is_err() || stream.write_all(&request).is_err() {
            continue;
        }
        let (mut lines, mut line) = (BufReader::new(stream), String::new());
        while !ending.load(Ordering::SeqCst) {
            match lines.read_line(&mut line) {
                Ok(0) => break,
                Ok(_) => {
                    let is_news = line.starts_with("event: ") || line.starts_with(": hi");
                    line.clear();
                    if is_news && news.send(()).is_err() {
                        return;
                    }
                }
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(_) => break,
            }
        }
    }
}
