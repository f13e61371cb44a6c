//! How a process connects to PostgreSQL.

use super::failed;
use crate::config::CONNECT_MAX;
use crate::error::Error;
use crate::primary;
use postgres::{Client, Config, NoTls};
use r2d2_postgres::PostgresConnectionManager;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often to look whether connecting has failed meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A pool of one: a process that answers one request needs one connection, no test of it and no
/// upkeep. r2d2 would try again and again to connect until its time is over; whoever waits here is told
/// at once why it does not work.
pub struct Pool {
    connections: r2d2::Pool<Connections>,
    problem: Arc<Mutex<Option<Error>>>,
}

impl Pool {
    pub fn of_one(config: &Config) -> Pool {
        let problem = Arc::new(Mutex::new(None));
        let connections = r2d2::Pool::builder()
            .max_size(1)
            .test_on_check_out(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .thread_pool(Arc::new(scheduled_thread_pool::ScheduledThreadPool::new(1)))
            .error_handler(Box::new(Remember(Arc::clone(&problem))))
            .build_unchecked(Connections::to(config));
        Pool { connections, problem }
    }

    pub fn take(&self) -> Result<r2d2::PooledConnection<Connections>, Error> {
        // Connecting has this limit itself, and then knows why.
        let deadline = Instant::now() + CONNECT_MAX + 10 * LOOK_AGAIN;
        loop {
            match self.connections.get_timeout(LOOK_AGAIN) {
                Ok(connection) => return Ok(connection),
                Err(timeout) => {
                    let problem = self.problem.lock().unwrap_or_else(PoisonError::into_inner).take();
                    if let Some(problem) = problem {
                        return Err(problem);
                    }
                    if Instant::now() >= deadline {
                        return Err(failed("connect", timeout));
                    }
                }
            }
        }
    }
}

/// Keeps the last reason why a connection could not be made.
#[derive(Debug)]
struct Remember(Arc<Mutex<Option<Error>>>);

impl r2d2::HandleError<Error> for Remember {
    fn handle_error(&self, error: Error) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }
}

/// How the pool makes its connection: as `r2d2_postgres` does, to the server that takes writes.
pub struct Connections {
    config: Config,
    manager: PostgresConnectionManager<NoTls>,
}

impl Connections {
    fn to(config: &Config) -> Connections {
        Connections { config: config.clone(), manager: PostgresConnectionManager::new(config.clone(), NoTls) }
    }
}

impl r2d2::ManageConnection for Connections {
    type Connection = Client;
    type Error = Error;

    fn connect(&self) -> Result<Client, Error> {
        primary::connect(&self.config)
    }

    fn is_valid(&self, client: &mut Client) -> Result<(), Error> {
        self.manager.is_valid(client).map_err(|source| failed("connect", source))
    }

    fn has_broken(&self, client: &mut Client) -> bool {
        self.manager.has_broken(client)
    }
}
