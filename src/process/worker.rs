//! A worker: warms up, takes exactly one request, answers it and is gone.

use super::note::{self, News};
use super::{answer, harden, log_panics, relay, sandbox, spawn};
use crate::app::App;
use crate::config::MasterConfig;
use crate::error::Error;
use crate::log::{Role, set_role};
use crate::render::Templates;
use nix::unistd::alarm;
use std::os::fd::OwnedFd;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Lives the life of a worker. The master's own deadline is a second later than the request's, as is
/// the alarm here: the front is to be the first to notice, and to tell the user.
pub fn run(config: MasterConfig, templates: Templates, queue: OwnedFd, notes: OwnedFd) -> ! {
    set_role(Role::Worker);
    log_panics();
    let life = catch_unwind(AssertUnwindSafe(|| live(config, templates, queue, notes)));
    std::process::exit(match life {
        Ok(Ok(())) => 0,
        Ok(Err(error)) => {
            ::log::error!("{error}");
            1
        }
        Err(_) => 1,
    })
}

fn live(config: MasterConfig, templates: Templates, queue: OwnedFd, notes: OwnedFd) -> Result<(), Error> {
    harden()?;
    sandbox::limit_memory(config.memory_max_mib)?;
    spawn::unblock_signals()?;
    let seconds = u32::try_from(config.request_seconds).unwrap_or(u32::MAX).saturating_add(1);
    alarm::set(seconds);
    let config = config.worker()?;
    // Before there is another thread, and before a server is listened to.
    sandbox::enter(&config)?;
    let mut app = App::new(config, templates);
    app.warm();
    alarm::cancel();
    note::tell(&notes, News::Ready);
    let Some(claimed) = relay::take(queue)? else {
        return Ok(());
    };
    // What a stranger wrote is looked at only when nothing is open any more that others depend on.
    note::tell(&notes, News::Busy);
    drop(notes);
    alarm::set(seconds);
    let Some(job) = claimed.open() else {
        return Ok(());
    };
    let answer = answer(&mut app, &job.request);
    let busy = job.answer(&answer);
    // The user has the answer; other servers are told, and connections closed properly, only now.
    app.finish();
    drop(app);
    drop(busy);
    Ok(())
}
