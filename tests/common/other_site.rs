//! A site of somebody else's on this machine: what it answers is the test's own.

use super::LONG;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// What the site answers to a path: media type and body.
pub type Answers = dyn Fn(&str) -> (&'static str, Vec<u8>) + Send + Sync;

/// A site that is served until the value ends.
pub struct OtherSite {
    address: SocketAddr,
    over: Arc<AtomicBool>,
    serving: Option<JoinHandle<()>>,
}

impl OtherSite {
    /// Serves on a free port of loopback.
    pub fn serve(answers: Box<Answers>) -> OtherSite {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let over = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&over);
        let answers: Arc<Answers> = answers.into();
        let serving = std::thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                // A browser opens connections in advance and leaves them silent.
                let answers = Arc::clone(&answers);
                std::thread::spawn(move || answer(connection, &*answers));
            }
        });
        OtherSite { address, over, serving: Some(serving) }
    }

    /// Its port on loopback.
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

impl Drop for OtherSite {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}

fn answer(mut connection: TcpStream, answers: &Answers) {
    let _ = connection.set_read_timeout(Some(LONG));
    let lines = BufReader::new(&connection).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let Some(path) = head.first().and_then(|line| line.split(' ').nth(1)) else { return };
    let (media_type, body) = answers(path);
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nConnection: close\r\nContent-Length: {}", body.len());
    let _ = connection.write_all(format!("{head}\r\n\r\n").as_bytes());
    let _ = connection.write_all(&body);
}
