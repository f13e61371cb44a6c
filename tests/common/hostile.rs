//! A server between Pageboy and an honest one: it carries everything to and fro until it is told to attack. What it
//! says then no server from a distribution can be made to say.

use super::faults::{Pageboy, status};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What it does with a connection.
pub type Attack = fn(&mut TcpStream) -> std::io::Result<()>;

/// What may be sent in one attack, so that a client without a limit ends it as well.
const FLOOD_MAX: usize = 512 << 20;

#[derive(Clone)]
enum Manner {
    Away,
    Honest(String),
    Hostile(Attack),
}

/// The server, on a port of its own.
pub struct Hostile {
    /// Where it listens.
    pub port: u16,
    manner: Arc<Mutex<Manner>>,
}

impl Hostile {
    /// Listens, and hangs up at once until it knows an honest server.
    pub fn listen() -> Hostile {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let manner = Arc::new(Mutex::new(Manner::Away));
        let current = Arc::clone(&manner);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let manner = current.lock().unwrap_or_else(PoisonError::into_inner).clone();
                std::thread::spawn(move || serve(stream, manner));
            }
        });
        Hostile { port, manner }
    }

    /// From now on it is as good as the server at this address.
    pub fn carry_to(&self, address: &str) {
        self.behave(Manner::Honest(address.to_owned()));
    }

    /// From now on it attacks whoever connects.
    pub fn attack(&self, attack: Attack) {
        self.behave(Manner::Hostile(attack));
    }

    fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap_or_else(PoisonError::into_inner) = manner;
    }
}

fn serve(mut client: TcpStream, manner: Manner) -> Option<()> {
    client.set_write_timeout(Some(Duration::from_secs(20))).ok()?;
    client.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    match manner {
        Manner::Away => {}
        // The other side hangs up in the middle of it.
        Manner::Hostile(attack) => drop(attack(&mut client)),
        Manner::Honest(address) => {
            let mut server = TcpStream::connect(address).ok()?;
            let (mut from_client, mut to_server) = (client.try_clone().ok()?, server.try_clone().ok()?);
            std::thread::spawn(move || {
                let _ = std::io::copy(&mut from_client, &mut to_server);
                let _ = to_server.shutdown(std::net::Shutdown::Write);
            });
            let _ = std::io::copy(&mut server, &mut client);
            let _ = client.shutdown(std::net::Shutdown::Both);
        }
    }
    Some(())
}

/// Sends the same again and again, until the other side hangs up.
pub fn flood(stream: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    let many = bytes.repeat(65_536_usize.div_ceil(bytes.len()));
    (0..FLOOD_MAX / many.len()).try_for_each(|_| stream.write_all(&many))
}

/// Sends a byte a second.
pub fn drip(stream: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    bytes.iter().take(15).try_for_each(|byte| {
        stream.write_all(&[*byte])?;
        std::thread::sleep(Duration::from_secs(1));
        Ok(())
    })
}

/// Holds the connection until the other side hangs up.
pub fn hold(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut buffer = [0; 4096];
    while stream.read(&mut buffer)? > 0 {}
    Ok(())
}

/// Does something, and tells what it came to and the most memory, in KiB, that a process of Pageboy held meanwhile.
pub fn peak_while<T>(pageboy: &Pageboy, act: impl FnOnce() -> T) -> (T, u64) {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = 0;
            while !done.load(Ordering::Relaxed) {
                let held = |pid| status(pid, "VmHWM")?.split(' ').next()?.parse::<u64>().ok();
                peak = pageboy.children().into_iter().filter_map(held).max().unwrap_or(0).max(peak);
                std::thread::sleep(Duration::from_millis(2));
            }
            peak
        });
        let result = act();
        done.store(true, Ordering::Relaxed);
        (result, watch.join().expect("no panic"))
    })
}
