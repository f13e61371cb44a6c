//! Two application servers of one site: two nginx and two Pageboys at two addresses of loopback, each with
//! cookies of its own, and one PostgreSQL.

use super::Stack;
use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Both servers. The second one ends first, for its records are the first one's.
pub struct Servers {
    /// The server with another address, beside the first.
    pub two: Stack,
    /// The server that has PostgreSQL.
    pub one: Stack,
}

impl Servers {
    /// Two servers of the test's own; `options` are for both.
    #[track_caller]
    pub fn start(name: &str, options: &[(&str, &str)]) -> Servers {
        Servers::start_unlike(name, options, &[], "")
    }

    /// The same with more options for the second one, whose site is then below a base path.
    #[track_caller]
    pub fn start_unlike(name: &str, options: &[(&str, &str)], second: &[(&str, &str)], base: &str) -> Servers {
        let port = free_port().to_string();
        let (url_one, url_two) = (format!("http://127.0.0.1:{port}"), format!("http://127.0.0.2:{port}{base}"));
        // Each has the whole list, its own URL included.
        let peers = format!("{url_one} {url_two}");
        let common = [options, &[("PORT", port.as_str()), ("PAGEBOY_PEERS", peers.as_str())]].concat();
        let one = Stack::start(&format!("{name}-one"), &[&common[..], &[("LISTEN", "127.0.0.1")]].concat());
        let beside = [("LISTEN", "127.0.0.2"), ("BESIDE", one.name())];
        let two = Stack::start(&format!("{name}-two"), &[&common[..], &beside, second].concat());
        assert_eq!(two.url(), url_two);
        Servers { two, one }
    }

    /// Two servers that all tests that run at the moment share; they end with the last of these.
    #[track_caller]
    pub fn shared() -> Arc<Servers> {
        static SHARED: Mutex<Weak<Servers>> = Mutex::new(Weak::new());
        static STARTED: AtomicU16 = AtomicU16::new(0);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(servers) = shared.upgrade() {
            return servers;
        }
        // The last ones may be on their way down still.
        let name = format!("servers-{}", STARTED.fetch_add(1, Ordering::Relaxed));
        let servers = Arc::new(Servers::start(&name, &[]));
        *shared = Arc::downgrade(&servers);
        servers
    }
}

/// A port that is free at both addresses; above those that stacks take by themselves, and below those from
/// which outgoing connections get theirs. Two test runs begin to look at different places.
fn free_port() -> u16 {
    static TAKEN: AtomicU16 = AtomicU16::new(0);
    let is_free = |port: &u16| ["127.0.0.1", "127.0.0.2"].iter().all(|host| TcpListener::bind((*host, *port)).is_ok());
    let first = 32_000 + (std::process::id() % 60) as u16 * 12;
    (0..40).map(|_| first + TAKEN.fetch_add(1, Ordering::Relaxed)).find(is_free).expect("a free port")
}
