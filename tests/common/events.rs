//! An event stream (WHATWG HTML section 9.2), as a browser holds it open.

use super::Window;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// A stream that is open, and what has come through it.
pub struct Events {
    stream: TcpStream,
    received: Receiver<(String, Value)>,
}

impl Events {
    /// Opens the stream of a window and returns when nginx holds it.
    #[track_caller]
    pub fn open(window: &Window) -> Events {
        let url = window.url(&format!("{}/events", window.path));
        let rest = url.strip_prefix("http://").expect("http");
        let (authority, path) = rest.split_once('/').expect("a path");
        let mut stream = TcpStream::connect(authority).expect("nginx listens");
        let request = format!(
            "GET /{path} HTTP/1.1\r\nHost: {authority}\r\nAccept: text/event-stream\r\nCookie: {}\r\n\r\n",
            window.cookie
        );
        stream.write_all(request.as_bytes()).expect("nginx reads");
        let mut lines = BufReader::new(stream.try_clone().expect("a descriptor")).lines();
        let status = lines.next().expect("an answer").expect("an answer");
        assert!(status.starts_with("HTTP/1.1 200"), "{status}");
        // nginx greets with a comment once the subscription stands.
        assert!(lines.by_ref().map_while(Result::ok).any(|line| line.starts_with(": hi")), "no greeting");

        let (sender, received) = channel();
        std::thread::spawn(move || {
            let mut name = String::new();
            for line in lines.map_while(Result::ok) {
                if let Some(event) = line.strip_prefix("event: ") {
                    name = event.to_owned();
                } else if let Some(data) = line.strip_prefix("data: ") {
                    let data = serde_json::from_str(data).unwrap_or(Value::String(data.to_owned()));
                    if sender.send((name.clone(), data)).is_err() {
                        break;
                    }
                }
            }
        });
        Events { stream, received }
    }

    /// The next event and its data, or nothing within the time.
    pub fn next(&self, limit: Duration) -> Option<(String, Value)> {
        self.received.recv_timeout(limit).ok()
    }

    /// Waits for the stream's end. False when it goes on, or an event comes.
    pub fn ends(&self, limit: Duration) -> bool {
        matches!(self.received.recv_timeout(limit), Err(RecvTimeoutError::Disconnected))
    }

    /// The next event of this name; others are passed over.
    #[track_caller]
    pub fn expect(&self, name: &str) -> Value {
        loop {
            let (event, data) = self.next(super::LONG).unwrap_or_else(|| panic!("no event {name}"));
            if event == name {
                return data;
            }
        }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
    }
}
