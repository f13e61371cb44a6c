//! The master: starts the front and the workers, reaps them, and serves nothing itself. It has one
//! thread and no secret. Everything it does it does in [`Master::turn`], woken by a signal, by a
//! note from a worker, or by a deadline.

use super::handover::{self, Child, Handover, VARIABLE};
use super::listen::{Bound, Listener, set_inheritable};
use super::note::{self, News};
use super::pool::{Gone, Limits, Pool, Throttle};
use super::spawn::{self, Ending, Fork};
use super::{front, harden, raise_descriptor_limit, relay, system, system_error, worker};
use crate::config::MasterConfig;
use crate::error::Error;
use crate::log::{Role, set_role};
use crate::render::Templates;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{SigSet, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::unistd::{Pid, execve};
use std::collections::BTreeMap;
use std::ffi::CString;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a new program may take to say whether it would start.
const TRIAL_MAX: Duration = Duration::from_secs(20);
/// How much longer than its requests' deadlines a front may live when it is to leave.
const DRAIN_GRACE: Duration = Duration::from_secs(3);
/// The longest pause before a front that keeps dying is started again: without one nobody is served.
const FRONT_PAUSE_MAX: Duration = Duration::from_millis(400);
/// How long idle children may take to leave.
const LEAVE_MAX: Duration = Duration::from_secs(2);

/// Serves until SIGTERM. In the children, which are forked in here, it never returns.
pub fn run(config: MasterConfig, listener: Listener) -> Result<(), Error> {
    set_role(Role::Master);
    harden()?;
    raise_descriptor_limit()?;
    super::become_user(&config.user)?;
    let signals = take_signals()?;
    let mut master = Master::new(config, listener, signals)?;
    match master.work()? {
        Outcome::Finished => Ok(()),
        Outcome::Front => master.into_front(),
        Outcome::Worker => master.into_worker(),
    }
}

fn take_signals() -> Result<SignalFd, Error> {
    let mut awaited = SigSet::empty();
    for signal in [Signal::SIGTERM, Signal::SIGINT, Signal::SIGHUP, Signal::SIGCHLD] {
        awaited.add(signal);
    }
    awaited.thread_set_mask().map_err(system_error("block signals"))?;
    SignalFd::with_flags(&awaited, SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC)
        .map_err(system_error("wait for signals"))
}

/// What the master is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Serving.
    Serving,
    /// The front takes no connection any more and ends what it has; workers still serve it.
    Draining,
    /// The front is gone; workers leave as they get idle.
    Leaving,
}

/// Why [`Master::work`] returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Finished,
    /// This is a new child, to become the front.
    Front,
    /// This is a new child, to become a worker.
    Worker,
}

/// A new program on trial: whether it would start with the configuration and templates of now.
struct Trial {
    pid: Pid,
    deadline: Instant,
    /// SIGHUP came again, so what is being tried may be outdated.
    again: bool,
}

/// The front there is, or is to be.
struct FrontSlot {
    pid: Option<Pid>,
    born: Option<Instant>,
    throttle: Throttle,
}

/// A child of an earlier generation.
#[derive(Clone, Copy)]
struct Old {
    is_front: bool,
    deadline: Instant,
}

/// What one generation of front and workers has in common with the master.
struct Channels {
    /// The queue's two ends.
    give: OwnedFd,
    take: OwnedFd,
    /// The two ends of the way for notes.
    notes_read: OwnedFd,
    notes_write: OwnedFd,
}

impl Channels {
    fn new() -> Result<Channels, Error> {
        let (give, take) = relay::queue()?;
        let (notes_read, notes_write) = note::channel().map_err(system_error("make the way for notes"))?;
        Ok(Channels { give, take, notes_read, notes_write })
    }

    /// Those of the generation before. Of another protocol they are closed here, so that the old workers notice the end
    /// of theirs.
    fn adopt(handover: &Handover) -> Option<Channels> {
        let handover::Channels { give, take, notes_read, notes_write } = handover.channels;
        let adopted = [give, take, notes_read, notes_write].map(system::adopt);
        let [Some(give), Some(take), Some(notes_read), Some(notes_write)] = adopted else {
            return None;
        };
        let private = [&give, &take, &notes_read, &notes_write].iter().all(|end| set_inheritable(end, false).is_ok());
        let usable = private && handover.speaks_our_protocol();
        usable.then_some(Channels { give, take, notes_read, notes_write })
    }
}

struct Master {
    config: MasterConfig,
    templates: Templates,
    binary: PathBuf,
    signals: SignalFd,
    listener: Option<OwnedFd>,
    bound: Option<Bound>,
    give: OwnedFd,
    take: OwnedFd,
    notes_read: OwnedFd,
    notes_write: OwnedFd,
    pool: Pool,
    front: FrontSlot,
    /// Children of earlier generations.
    old: BTreeMap<i32, Old>,
    /// Old fronts that are to drain once there is a new one.
    retire_fronts: Vec<i32>,
    /// Old workers that are to leave, if idle, once a new one is ready.
    retire_workers: Vec<i32>,
    trial: Option<Trial>,
    phase: Phase,
    deadline: Option<Instant>,
}

impl Master {
    fn new(config: MasterConfig, listener: Listener, signals: SignalFd) -> Result<Master, Error> {
        let templates = Templates::load(&config.templates, &config.static_url)?;
        let Listener { socket, bound, handover } = listener;
        let binary = match &handover {
            Some(handover) => handover.binary.clone(),
            None => std::env::current_exe().map_err(system_error("find this program"))?,
        };
        let adopted = handover.as_ref().and_then(Channels::adopt);
        let shared = adopted.is_some();
        let Channels { give, take, notes_read, notes_write } = match adopted {
            Some(channels) => channels,
            None => Channels::new()?,
        };
        let limits = Limits {
            spares: config.spares.max(1),
            workers_max: config.workers_max.max(1),
            request: Duration::from_secs(config.request_seconds),
        };
        let mut master = Master {
            config,
            templates,
            binary,
            signals,
            listener: Some(socket),
            bound,
            give,
            take,
            notes_read,
            notes_write,
            pool: Pool::new(limits),
            front: FrontSlot { pid: None, born: None, throttle: Throttle::new(FRONT_PAUSE_MAX) },
            old: BTreeMap::new(),
            retire_fronts: Vec::new(),
            retire_workers: Vec::new(),
            trial: None,
            phase: Phase::Serving,
            deadline: None,
        };
        if let Some(handover) = handover {
            master.take_over(&handover, shared);
        } else {
            ::log::info!("serving");
        }
        Ok(master)
    }

    /// Takes note of the old generation. Its front is to drain as soon as a new one accepts
    /// from the same socket. Its idle workers are to leave when a new one is ready, but with a
    /// queue of their own they first serve the old front, and leave when that is gone.
    fn take_over(&mut self, handover: &Handover, shared: bool) {
        let now = Instant::now();
        for child in &handover.children {
            let deadline = now + Duration::from_millis(child.milliseconds);
            self.old.insert(child.pid, Old { is_front: child.is_front, deadline });
            if child.is_front {
                self.retire_fronts.push(child.pid);
            } else if shared {
                self.retire_workers.push(child.pid);
            }
        }
        ::log::info!("serving afresh");
    }

    /// Makes a new queue, with a front of its own, in the place of one that gives workers no requests any more: somebody
    /// has shut it. What the old front carries is answered still.
    fn renew_queue(&mut self) {
        let Channels { give, take, notes_read, notes_write } = match Channels::new() {
            Ok(channels) => channels,
            Err(error) => return ::log::error!("{error}"),
        };
        ::log::error!("the queue was shut; starting another, and another front");
        (self.give, self.take) = (give, take);
        (self.notes_read, self.notes_write) = (notes_read, notes_write);
        let deadline = Instant::now() + self.request_patience();
        if let Some(front) = self.front.pid.take() {
            self.old.insert(front.as_raw(), Old { is_front: true, deadline });
            self.retire_fronts.push(front.as_raw());
        }
        for worker in self.pool.disown_idle() {
            self.old.insert(worker, Old { is_front: false, deadline });
            self.retire_workers.push(worker);
        }
    }

    fn work(&mut self) -> Result<Outcome, Error> {
        loop {
            if let Some(outcome) = self.turn()? {
                return Ok(outcome);
            }
            self.sleep()?;
        }
    }

    /// Does all there is to do now.
    fn turn(&mut self) -> Result<Option<Outcome>, Error> {
        while let Ok(Some(signal)) = self.signals.read_signal() {
            match i32::try_from(signal.ssi_signo).map(Signal::try_from) {
                Ok(Ok(Signal::SIGTERM | Signal::SIGINT)) => {
                    if self.phase != Phase::Serving {
                        self.leave_at_once();
                        return Ok(Some(Outcome::Finished));
                    }
                    self.drain();
                }
                Ok(Ok(Signal::SIGHUP)) => self.try_new_program(),
                // SIGCHLD only wakes.
                _ => {}
            }
        }
        self.read_notes();
        while let Some((pid, ending)) = spawn::reap() {
            // What a worker wrote before it died has to count before its death does.
            self.read_notes();
            self.buried(pid, ending);
        }
        if self.phase == Phase::Serving && self.pool.queue_is_shut() {
            self.renew_queue();
        }
        let now = Instant::now();
        self.end_overdue(now);
        match self.phase {
            Phase::Serving | Phase::Draining => {
                if let Some(outcome) = self.give_birth() {
                    return Ok(Some(outcome));
                }
                self.retire_old();
                if self.phase == Phase::Draining && self.fronts().is_empty() {
                    self.dismiss_workers(now);
                }
            }
            Phase::Leaving => {}
        }
        if self.phase == Phase::Leaving && self.pool.is_empty() && self.old.is_empty() {
            ::log::info!("all requests are answered; leaving");
            return Ok(Some(Outcome::Finished));
        }
        Ok(None)
    }

    /// Tells the old generation to go as soon as the new one does its work.
    fn retire_old(&mut self) {
        let mut retired = Vec::new();
        if self.front.pid.is_some() {
            retired.append(&mut self.retire_fronts);
        }
        if self.pool.is_warm() {
            retired.append(&mut self.retire_workers);
        }
        for pid in retired.into_iter().filter(|pid| self.old.contains_key(pid)) {
            spawn::send(Pid::from_raw(pid), Signal::SIGTERM);
        }
    }

    /// All fronts, the one of now and those of earlier generations that still drain.
    fn fronts(&self) -> Vec<Pid> {
        let old = self.old.iter().filter(|(_, old)| old.is_front);
        self.front.pid.into_iter().chain(old.map(|(pid, _)| Pid::from_raw(*pid))).collect()
    }

    /// Sleeps until something happens or a deadline comes.
    fn sleep(&self) -> Result<(), Error> {
        let now = Instant::now();
        let front_wanted = self.phase == Phase::Serving && self.front.pid.is_none();
        let wake_at = [
            self.pool.wake_at(now).filter(|_| self.phase != Phase::Leaving),
            self.front.throttle.pause(now).filter(|_| front_wanted),
            self.old.values().map(|old| old.deadline).min(),
            self.trial.as_ref().map(|trial| trial.deadline),
            self.deadline,
        ];
        let timeout = match wake_at.into_iter().flatten().min() {
            Some(instant) => {
                let left = instant.saturating_duration_since(now).as_millis();
                // Rounded up, or the last millisecond would be spent turning in circles.
                PollTimeout::try_from(left + 1).unwrap_or(PollTimeout::MAX)
            }
            None => PollTimeout::NONE,
        };
        let mut watched = [
            PollFd::new(self.signals.as_fd(), PollFlags::POLLIN),
            PollFd::new(self.notes_read.as_fd(), PollFlags::POLLIN),
        ];
        match poll(&mut watched, timeout) {
            Ok(_) | Err(nix::errno::Errno::EINTR) => Ok(()),
            Err(error) => Err(system_error("wait for something to happen")(error)),
        }
    }

    fn read_notes(&mut self) {
        let now = Instant::now();
        for (pid, news) in note::read_all(&self.notes_read) {
            match news {
                News::Ready => self.pool.ready(pid, now),
                News::Busy => self.pool.busy(pid, now),
            }
        }
    }

    /// Forks what is missing. Returns in the parent with nothing, in a child with what it is.
    fn give_birth(&mut self) -> Option<Outcome> {
        let now = Instant::now();
        let front_wanted = self.phase == Phase::Serving && self.front.pid.is_none();
        if front_wanted && self.front.throttle.pause(now).is_none() {
            match spawn::fork() {
                Ok(Fork::Child) => return Some(Outcome::Front),
                Ok(Fork::Parent(pid)) => {
                    self.front.pid = Some(pid);
                    self.front.born = Some(now);
                }
                Err(error) => {
                    ::log::error!("a front cannot be started: {error}");
                    self.front.throttle.failed(now);
                }
            }
        }
        for _ in 0..self.pool.wanted(now) {
            match spawn::fork() {
                Ok(Fork::Child) => return Some(Outcome::Worker),
                Ok(Fork::Parent(pid)) => self.pool.born(pid.as_raw(), now),
                Err(error) => {
                    ::log::error!("a worker cannot be started: {error}");
                    self.pool.unborn(now);
                    break;
                }
            }
        }
        None
    }

    /// A child has ended: what was it, and what follows?
    fn buried(&mut self, pid: Pid, ending: Ending) {
        let now = Instant::now();
        let leaving = self.phase != Phase::Serving;
        if self.front.pid == Some(pid) {
            self.front.pid = None;
            if !leaving {
                ::log::error!("the front {ending}; starting another");
                if self.front.born.is_none_or(|born| now < born + Duration::from_secs(1)) {
                    self.front.throttle.failed(now);
                }
            }
        } else if self.trial.as_ref().is_some_and(|trial| trial.pid == pid) {
            self.judge(ending);
        } else if self.old.remove(&pid.as_raw()).is_none() {
            match self.pool.gone(pid.as_raw(), ending == Ending::Exited(0), now) {
                Gone::Used if ending == Ending::Exited(0) => {}
                Gone::Used => ::log::error!("worker {pid} {ending} while it worked on a request"),
                Gone::Idle | Gone::Failed if leaving => {}
                Gone::Idle => ::log::warn!("worker {pid} {ending} while it waited"),
                Gone::Failed => ::log::error!("worker {pid} {ending} before it was of any use"),
                Gone::Unknown => ::log::debug!("an unknown child {pid} {ending}"),
            }
        }
    }

    fn end_overdue(&mut self, now: Instant) {
        for pid in self.pool.overdue(now) {
            ::log::error!("worker {pid} took too long and is killed");
            spawn::send(Pid::from_raw(pid), Signal::SIGKILL);
        }
        // Asked again after a while, should one of them not die at once.
        for (pid, old) in &mut self.old {
            if now >= old.deadline {
                ::log::error!("child {pid} of an earlier generation took too long and is killed");
                spawn::send(Pid::from_raw(*pid), Signal::SIGKILL);
                old.deadline = now + LEAVE_MAX;
            }
        }
        if let Some(trial) = &mut self.trial
            && now >= trial.deadline
        {
            ::log::error!("the new program does not say whether it would start");
            spawn::send(trial.pid, Signal::SIGKILL);
            trial.deadline = now + LEAVE_MAX;
        }
        if self.deadline.is_some_and(|deadline| now >= deadline) {
            let pids: Vec<i32> = match self.phase {
                Phase::Serving => Vec::new(),
                Phase::Draining => self.fronts().into_iter().map(Pid::as_raw).collect(),
                Phase::Leaving => self.pool.pids().chain(self.old.keys().copied()).collect(),
            };
            for pid in pids {
                ::log::error!("child {pid} did not leave in time and is killed");
                spawn::send(Pid::from_raw(pid), Signal::SIGKILL);
            }
            self.deadline = Some(now + LEAVE_MAX);
        }
    }

    fn request_patience(&self) -> Duration {
        Duration::from_secs(self.config.queue_seconds + self.config.request_seconds) + DRAIN_GRACE
    }

    /// Stops taking requests and finishes what is running.
    fn drain(&mut self) {
        ::log::info!("finishing what is running");
        self.phase = Phase::Draining;
        self.deadline = Some(Instant::now() + self.request_patience());
        // Without its file nobody new finds the socket, and another master may make its own.
        if let Some(bound) = self.bound.take() {
            bound.remove();
        }
        self.listener = None;
        if let Some(trial) = self.trial.take() {
            spawn::send(trial.pid, Signal::SIGKILL);
        }
        for front in self.fronts() {
            spawn::send(front, Signal::SIGTERM);
        }
    }

    /// Every front is gone, so no request will come: idle workers leave, busy ones when they are done.
    fn dismiss_workers(&mut self, now: Instant) {
        self.phase = Phase::Leaving;
        self.deadline = Some(now + Duration::from_secs(self.config.request_seconds) + LEAVE_MAX);
        for pid in self.pool.pids().chain(self.old.keys().copied()) {
            spawn::send(Pid::from_raw(pid), Signal::SIGTERM);
        }
    }

    fn leave_at_once(&mut self) {
        ::log::warn!("leaving at once");
        let front = self.front.pid.iter().map(|pid| pid.as_raw());
        for pid in self.pool.pids().chain(self.old.keys().copied()).chain(front) {
            spawn::send(Pid::from_raw(pid), Signal::SIGKILL);
        }
        if let Some(bound) = &self.bound {
            bound.remove();
        }
    }

    /// Asks the program on disk whether it would start, before it may take our place.
    fn try_new_program(&mut self) {
        if self.phase != Phase::Serving {
            return;
        }
        if let Some(trial) = &mut self.trial {
            trial.again = true;
            return;
        }
        let started =
            Command::new(&self.binary).args(std::env::args_os().skip(1)).arg("--dry-run").stdin(Stdio::null()).spawn();
        match started {
            Ok(child) => {
                let pid = i32::try_from(child.id()).map_or(Pid::from_raw(0), Pid::from_raw);
                let deadline = Instant::now() + TRIAL_MAX;
                self.trial = Some(Trial { pid, deadline, again: false });
            }
            Err(error) => {
                ::log::error!("{} cannot be started, so everything stays as it is: {error}", self.binary.display())
            }
        }
    }

    fn judge(&mut self, ending: Ending) {
        let Some(trial) = self.trial.take() else {
            return;
        };
        if trial.again {
            self.try_new_program();
        } else if ending == Ending::Exited(0) {
            let error = self.hand_over();
            ::log::error!("the new program cannot take over, so everything stays: {error}");
        } else {
            ::log::error!("the new program {ending} when tried, so everything stays as it is");
        }
    }

    /// Becomes the new program. Returns only when that fails.
    fn hand_over(&mut self) -> Error {
        let Some(listener) = &self.listener else {
            return Error::Configuration("there is no listening socket".to_owned());
        };
        let now = Instant::now();
        let patience = u64::try_from(self.request_patience().as_millis()).unwrap_or(u64::MAX);
        let child = |pid, is_front| Child { pid, milliseconds: patience, is_front };
        let older = self.old.iter().map(|(pid, old)| {
            let left = old.deadline.saturating_duration_since(now).as_millis();
            let milliseconds = u64::try_from(left).unwrap_or(u64::MAX);
            Child { pid: *pid, milliseconds, is_front: old.is_front }
        });
        let front = self.front.pid.iter().map(|pid| child(pid.as_raw(), true));
        let workers = self.pool.pids().map(|pid| child(pid, false));
        let handover = Handover {
            pid: std::process::id(),
            protocol: relay::PROTOCOL,
            listener: listener.as_raw_fd(),
            bound: self.bound.clone(),
            channels: handover::Channels {
                give: self.give.as_raw_fd(),
                take: self.take.as_raw_fd(),
                notes_read: self.notes_read.as_raw_fd(),
                notes_write: self.notes_write.as_raw_fd(),
            },
            children: front.chain(workers).chain(older).collect(),
            binary: self.binary.clone(),
        };
        match self.execute(&handover) {
            Ok(never) => match never {},
            Err(error) => {
                for descriptor in self.handed_over() {
                    if let Err(error) = set_inheritable(descriptor, false) {
                        ::log::error!("a descriptor cannot be taken back: {error}");
                    }
                }
                error
            }
        }
    }

    fn execute(&self, handover: &Handover) -> Result<std::convert::Infallible, Error> {
        let failed = "start the new program";
        for descriptor in self.handed_over() {
            set_inheritable(descriptor, true).map_err(system_error(failed))?;
        }
        let handover =
            serde_json::to_string(handover).map_err(|error| system_error(failed)(std::io::Error::from(error)))?;
        let mut environment = vec![format!("{VARIABLE}={handover}").into_bytes()];
        for (name, value) in std::env::vars_os() {
            let mut pair = name.into_vec();
            pair.push(b'=');
            pair.extend(value.into_vec());
            environment.push(pair);
        }
        let c_string =
            |bytes: Vec<u8>| CString::new(bytes).map_err(|error| system_error(failed)(std::io::Error::from(error)));
        let binary = c_string(self.binary.as_os_str().as_bytes().to_vec())?;
        let arguments: Vec<CString> =
            std::env::args_os().map(|argument| c_string(argument.into_vec())).collect::<Result<_, _>>()?;
        let environment: Vec<CString> = environment.into_iter().map(c_string).collect::<Result<_, _>>()?;
        // Signals stay blocked on the way, so one that comes now waits for the new program.
        execve(&binary, &arguments, &environment).map_err(system_error(failed))
    }

    fn handed_over(&self) -> impl Iterator<Item = &OwnedFd> {
        let channels = [&self.give, &self.take, &self.notes_read, &self.notes_write];
        channels.into_iter().chain(&self.listener)
    }

    /// Goes on as the front, with nothing of the master's but what a front needs.
    fn into_front(self) -> Result<(), Error> {
        let Master { config, templates, listener, give, take, notes_read, notes_write, signals, .. } = self;
        drop((take, notes_read, notes_write, signals));
        match listener {
            Some(listener) => front::run(config.front(), templates, listener, give),
            None => Ok(()),
        }
    }

    /// Goes on as a worker, with nothing of the master's but what a worker needs.
    fn into_worker(self) -> ! {
        let Master { config, templates, listener, give, take, notes_read, notes_write, signals, .. } = self;
        drop((listener, give, notes_read, signals));
        worker::run(config, templates, take, notes_write)
    }
}
