//! `pageboy sweep`: ends rung-out interruptions and forgets expired sessions. Everything is right on
//! reading without it; it tells senders in time and keeps the tables small. Root does it as the service's
//! user, whom the database knows.

use crate::app::App;
use crate::config::{MasterConfig, WorkerConfig};
use crate::error::Error;
use crate::process;
use crate::render::Templates;

/// Sweeps once.
///
/// # Errors
/// The configuration is wrong, or the database cannot be asked.
pub fn run() -> Result<(), Error> {
    process::become_user(&MasterConfig::load()?.user)?;
    let config = WorkerConfig::load()?;
    let templates = Templates::load(&config.templates, "")?;
    let mut app = App::new(config, templates);
    let answer = app.database.sweep()?;
    let answer = app.deliver(answer);
    app.finish();
    println!("{} expired sessions and {} old messages were removed", answer["sessions"], answer["messages"]);
    Ok(())
}
