//! A connection to PostgreSQL. Where the configuration names several servers, a primary and its standbys,
//! it is to the one that takes writes. The driver would ask them one after the other, and wait for one that
//! accepts a connection and then says nothing (its machine hangs, or a PgBouncer waits for it); so each is
//! asked by a thread of its own, the next one as soon as the one before has refused or is silent for a moment.

use crate::config::CONNECT_MAX;
use crate::error::Error;
use postgres::{Client, Config, NoTls};
use r2d2::ManageConnection;
use r2d2_postgres::PostgresConnectionManager;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long a server may be silent before the next one is asked as well.
const SILENCE: Duration = Duration::from_millis(250);

/// Connects.
///
/// # Errors
/// [`Error::Database`] when no server that is meant can be reached within [`CONNECT_MAX`]: what the last
/// one said.
pub fn connect(config: &Config) -> Result<Client, Error> {
    let servers = count(config);
    if servers < 2 {
        return connect_to(config.clone()).map_err(failed);
    }
    let deadline = Instant::now() + CONNECT_MAX;
    let (sender, answers) = channel();
    let mut waiting = (0..servers).map(|place| only(config, place));
    let (mut asked, mut refused) = (0, 0);
    let mut told = failed(std::io::Error::other("no server answers"));
    loop {
        if let Some(server) = waiting.next() {
            let sender = sender.clone();
            // Who comes too late finds nobody listening, and its connection is closed again.
            std::thread::spawn(move || drop(sender.send(connect_to(server))));
            asked += 1;
        }
        let rest = deadline.saturating_duration_since(Instant::now());
        let patience = if asked < servers { SILENCE.min(rest) } else { rest };
        match answers.recv_timeout(patience) {
            Ok(Ok(client)) => return Ok(client),
            Ok(Err(error)) => {
                told = failed(error);
                refused += 1;
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
        if refused == servers || Instant::now() >= deadline {
            return Err(told);
        }
    }
}

fn connect_to(server: Config) -> Result<Client, postgres::Error> {
    PostgresConnectionManager::new(server, NoTls).connect()
}

/// How many servers a configuration names.
#[must_use]
pub fn count(config: &Config) -> usize {
    config.get_hosts().len().max(config.get_hostaddrs().len())
}

/// The same connection to one of the servers only.
fn only(config: &Config, place: usize) -> Config {
    let mut one = Config::new();
    match config.get_hosts().get(place) {
        Some(postgres::config::Host::Tcp(host)) => drop(one.host(host)),
        Some(postgres::config::Host::Unix(folder)) => drop(one.host_path(folder)),
        None => {}
    }
    if let Some(address) = config.get_hostaddrs().get(place) {
        one.hostaddr(*address);
    }
    if let Some(port) = config.get_ports().get(place).or(config.get_ports().first()) {
        one.port(*port);
    }
    if let Some(user) = config.get_user() {
        one.user(user);
    }
    if let Some(password) = config.get_password() {
        one.password(password);
    }
    if let Some(name) = config.get_dbname() {
        one.dbname(name);
    }
    if let Some(options) = config.get_options() {
        one.options(options);
    }
    if let Some(name) = config.get_application_name() {
        one.application_name(name);
    }
    if let Some(limit) = config.get_connect_timeout() {
        one.connect_timeout(*limit);
    }
    if let Some(limit) = config.get_tcp_user_timeout() {
        one.tcp_user_timeout(*limit);
    }
    if let Some(interval) = config.get_keepalives_interval() {
        one.keepalives_interval(interval);
    }
    if let Some(retries) = config.get_keepalives_retries() {
        one.keepalives_retries(retries);
    }
    one.keepalives(config.get_keepalives())
        .keepalives_idle(config.get_keepalives_idle())
        .ssl_mode(config.get_ssl_mode())
        .ssl_negotiation(config.get_ssl_negotiation())
        .channel_binding(config.get_channel_binding())
        .target_session_attrs(config.get_target_session_attrs());
    one
}

fn failed(source: impl std::error::Error + 'static) -> Error {
    Error::database("connect", &source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn each_server_is_asked_with_all_that_the_configuration_says() {
        let text = "host=/run/a,b.example port=1,2 user=u dbname=d options='-c x=y' application_name=n \
                    connect_timeout=7 tcp_user_timeout=8 keepalives=0 target_session_attrs=read-write password=p";
        let both: Config = text.parse().unwrap();
        assert_eq!(count(&both), 2);
        for (place, host, port) in [(0, "/run/a", "1"), (1, "b.example", "2")] {
            let alone: Config = text.replace("/run/a,b.example", host).replace("1,2", port).parse().unwrap();
            assert_eq!(format!("{:?}", only(&both, place)), format!("{alone:?}"));
        }
        let shared: Config = "hostaddr=127.0.0.1,127.0.0.2 port=5433".parse().unwrap();
        let second: Config = "hostaddr=127.0.0.2 port=5433".parse().unwrap();
        assert_eq!(format!("{:?}", only(&shared, 1)), format!("{second:?}"));
    }

    #[test]
    fn a_server_that_hangs_holds_nobody_up_from_asking_the_next() {
        // Two that take connections and say nothing, and one where nobody listens.
        let silent = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
        let ports = [&silent[0], &silent[1]].map(|listener| listener.local_addr().unwrap().port().to_string());
        let closed = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap().port();
        let servers = format!("host=127.0.0.1,127.0.0.1,127.0.0.1 user=u port={},{closed}", ports.join(","));
        let begun = Instant::now();
        let error = connect(&servers.parse().unwrap()).err().expect("nobody is there").to_string();
        assert!(error.contains("refused"), "what is known is told: {error}");
        assert!(begun.elapsed() < CONNECT_MAX + Duration::from_secs(2));
        for listener in silent {
            listener.set_nonblocking(true).unwrap();
            assert!(listener.accept().is_ok(), "each was asked");
        }
    }
}
