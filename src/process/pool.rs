//! How many workers there should be, and which are to be ended. Pure policy: it is told what
//! happened and when, and says what is to be done.
//!
//! An idle worker is never ended for its age: it has touched no request, its memory is that of the
//! master, and a database connection that went stale in the meantime is the worker's to renew. To
//! end it would only add load where there is none.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// The first pause after a failure; each further failure doubles it.
const PAUSE_MIN: Duration = Duration::from_millis(50);
/// The longest pause between workers.
const PAUSE_MAX: Duration = Duration::from_secs(2);
/// After this long without a failure, the next one counts as the first.
const FORGIVEN: Duration = Duration::from_secs(10);
/// A child that dies younger than this, unused, is a sign of trouble.
const YOUNG: Duration = Duration::from_secs(1);
/// So many workers in a row that found no request to wait for mean that the queue is of no use any more.
const UNASKED_MAX: usize = 3;
/// How much longer than a request may take a worker may live on, so that the front is the one who
/// tells the user, and a worker's own alarm comes before the master's hand.
const GRACE: Duration = Duration::from_secs(1);

/// Pauses that grow while children die, so that a broken configuration does not burn the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Throttle {
    longest: Duration,
    pause: Duration,
    until: Option<Instant>,
}

impl Throttle {
    /// No pause yet, and never one longer than `longest`.
    pub fn new(longest: Duration) -> Throttle {
        Throttle { longest, pause: Duration::ZERO, until: None }
    }

    /// A child died before it was of any use. Several deaths within one pause count as one.
    pub fn failed(&mut self, now: Instant) {
        match self.until {
            Some(until) if now < until => return,
            Some(until) if now < until + FORGIVEN => {
                self.pause = (self.pause * 2).min(self.longest);
            }
            _ => self.pause = PAUSE_MIN,
        }
        self.until = Some(now + self.pause);
    }

    /// A child was of use: the next failure is the first again.
    pub fn succeeded(&mut self) {
        *self = Throttle::new(self.longest);
    }

    /// The end of the pause, when there is one now.
    pub fn pause(&self, now: Instant) -> Option<Instant> {
        self.until.filter(|until| now < *until)
    }
}

/// What the configuration says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many workers should wait for a request.
    pub spares: usize,
    /// How many workers there may be in all.
    pub workers_max: usize,
    /// How long a request may take.
    pub request: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Starting,
    Ready,
    Busy,
    Ending,
}

#[derive(Clone, Copy, Debug)]
struct Worker {
    state: State,
    born: Instant,
    since: Instant,
    used: bool,
}

/// How a worker left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It had taken a request.
    Used,
    /// It died waiting for one.
    Idle,
    /// It died before it was of any use: a sign of trouble.
    Failed,
    /// It is none of ours.
    Unknown,
}

/// The workers there are.
#[derive(Debug)]
pub struct Pool {
    limits: Limits,
    workers: BTreeMap<i32, Worker>,
    throttle: Throttle,
    warm: bool,
    /// How many workers in a row left because their queue gave them no request any more.
    unasked: usize,
}

impl Pool {
    /// A pool without workers.
    pub fn new(limits: Limits) -> Pool {
        Pool { limits, workers: BTreeMap::new(), throttle: Throttle::new(PAUSE_MAX), warm: false, unasked: 0 }
    }

    /// How many workers are to be started now.
    pub fn wanted(&self, now: Instant) -> usize {
        match self.throttle.pause(now) {
            Some(_) => 0,
            None => self.missing(),
        }
    }

    fn missing(&self) -> usize {
        let idle = |worker: &&Worker| matches!(worker.state, State::Starting | State::Ready);
        let idle = self.workers.values().filter(idle).count();
        let room = self.limits.workers_max.saturating_sub(self.workers.len());
        self.limits.spares.saturating_sub(idle).min(room)
    }

    /// A worker was started.
    pub fn born(&mut self, pid: i32, now: Instant) {
        let worker = Worker { state: State::Starting, born: now, since: now, used: false };
        self.workers.insert(pid, worker);
    }

    /// No worker could be started.
    pub fn unborn(&mut self, now: Instant) {
        self.throttle.failed(now);
    }

    /// A worker says that it waits for a request.
    pub fn ready(&mut self, pid: i32, now: Instant) {
        self.warm |= self.enter(pid, State::Ready, now);
    }

    /// A worker says that it has taken a request.
    pub fn busy(&mut self, pid: i32, now: Instant) {
        if self.enter(pid, State::Busy, now) {
            self.throttle.succeeded();
            self.unasked = 0;
        }
    }

    fn enter(&mut self, pid: i32, state: State, now: Instant) -> bool {
        let Some(worker) = self.workers.get_mut(&pid) else {
            return false;
        };
        let follows = matches!(
            (worker.state, state),
            (State::Starting, State::Ready) | (State::Starting | State::Ready, State::Busy)
        );
        if follows {
            worker.state = state;
            worker.since = now;
            worker.used = state == State::Busy;
        }
        follows
    }

    /// A worker is no more; `of_itself`: it left because it had nothing more to do.
    pub fn gone(&mut self, pid: i32, of_itself: bool, now: Instant) -> Gone {
        let Some(worker) = self.workers.remove(&pid) else {
            return Gone::Unknown;
        };
        if of_itself && !worker.used {
            self.unasked += 1;
        }
        if worker.used {
            Gone::Used
        } else if worker.state == State::Ready && now >= worker.born + YOUNG {
            Gone::Idle
        } else {
            self.throttle.failed(now);
            Gone::Failed
        }
    }

    /// Whether workers leave one after the other because there is no request to wait for any more. Said once.
    pub fn queue_is_shut(&mut self) -> bool {
        let shut = self.unasked >= UNASKED_MAX;
        if shut {
            self.unasked = 0;
        }
        shut
    }

    /// Gives up the workers that have no request yet, and names them: they wait at a queue that is used no more.
    pub fn disown_idle(&mut self) -> Vec<i32> {
        let idle = |worker: &Worker| matches!(worker.state, State::Starting | State::Ready);
        self.workers.extract_if(.., |_, worker| idle(worker)).map(|(pid, _)| pid).collect()
    }

    /// The workers that took too long and are to be killed. Each is named once.
    pub fn overdue(&mut self, now: Instant) -> Vec<i32> {
        let limit = self.limits.request + GRACE;
        let mut overdue = Vec::new();
        for (pid, worker) in &mut self.workers {
            let counts = matches!(worker.state, State::Starting | State::Busy);
            if counts && now >= worker.since + limit {
                worker.state = State::Ending;
                overdue.push(*pid);
            }
        }
        overdue
    }

    /// When there may be something to do although nothing happens.
    pub fn wake_at(&self, now: Instant) -> Option<Instant> {
        let limit = self.limits.request + GRACE;
        let deadlines = self
            .workers
            .values()
            .filter(|worker| matches!(worker.state, State::Starting | State::Busy))
            .map(|worker| worker.since + limit);
        let pause = self.throttle.pause(now).filter(|_| self.missing() > 0);
        deadlines.chain(pause).min()
    }

    /// All workers there are.
    pub fn pids(&self) -> impl Iterator<Item = i32> {
        self.workers.keys().copied()
    }

    /// Whether any worker has ever been ready.
    pub fn is_warm(&self) -> bool {
        self.warm
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.workers.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { spares: 3, workers_max: 5, request: Duration::from_secs(30) };

    fn milliseconds(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    fn full(now: Instant) -> Pool {
        let mut pool = Pool::new(LIMITS);
        for pid in 1..=3 {
            pool.born(pid, now);
            pool.ready(pid, now);
        }
        pool
    }

    #[test]
    fn the_stock_is_refilled_while_workers_work() {
        let now = Instant::now();
        let mut pool = Pool::new(LIMITS);
        assert_eq!((pool.wanted(now), pool.is_warm()), (3, false));
        pool = full(now);
        assert!(pool.is_warm());
        assert_eq!(pool.wanted(now), 0);
        pool.busy(1, now);
        assert_eq!(pool.wanted(now), 1);
        pool.born(4, now);
        assert_eq!(pool.wanted(now), 0);
        assert_eq!(pool.gone(1, false, now), Gone::Used);
        assert_eq!(pool.wanted(now), 0);
    }

    #[test]
    fn there_are_never_more_than_the_maximum() {
        let now = Instant::now();
        let mut pool = full(now);
        for pid in 1..=3 {
            pool.busy(pid, now);
        }
        assert_eq!(pool.wanted(now), 2);
        pool.born(4, now);
        pool.born(5, now);
        pool.busy(4, now);
        assert_eq!(pool.wanted(now), 0);
        pool.gone(4, false, now);
        assert_eq!(pool.wanted(now), 1);
    }

    #[test]
    fn an_idle_worker_that_is_killed_is_replaced_at_once() {
        let start = Instant::now();
        let mut pool = full(start);
        let now = start + YOUNG;
        assert_eq!(pool.gone(2, false, now), Gone::Idle);
        assert_eq!(pool.wanted(now), 1);
    }

    #[test]
    fn workers_that_die_at_birth_are_throttled() {
        let mut now = Instant::now();
        let mut pool = Pool::new(LIMITS);
        for expected in [50, 100, 200, 400, 800, 1600, 2000, 2000] {
            for pid in 1..=3 {
                pool.born(pid, now);
            }
            for pid in 1..=3 {
                assert_eq!(pool.gone(pid, false, now), Gone::Failed);
            }
            assert_eq!(pool.wanted(now), 0);
            assert_eq!(pool.wake_at(now), Some(now + milliseconds(expected)));
            now += milliseconds(expected);
            assert_eq!(pool.wanted(now), 3);
        }
        pool.born(4, now);
        pool.busy(4, now);
        pool.born(5, now);
        pool.gone(5, false, now);
        assert_eq!(pool.wake_at(now + PAUSE_MIN), Some(now + LIMITS.request + GRACE));
        assert_eq!(pool.wanted(now + PAUSE_MIN), 3);
    }

    #[test]
    fn an_old_failure_is_forgiven() {
        let now = Instant::now();
        let mut throttle = Throttle::new(PAUSE_MAX);
        throttle.failed(now);
        throttle.failed(now + PAUSE_MIN);
        assert_eq!(throttle.pause, 2 * PAUSE_MIN);
        let later = now + PAUSE_MIN * 3 + FORGIVEN;
        throttle.failed(later);
        assert_eq!(throttle.pause(later), Some(later + PAUSE_MIN));
    }

    #[test]
    fn a_worker_that_hangs_is_named_once() {
        let now = Instant::now();
        let mut pool = full(now);
        pool.busy(1, now);
        let deadline = now + LIMITS.request + GRACE;
        assert_eq!(pool.wake_at(now), Some(deadline));
        assert!(pool.overdue(deadline - milliseconds(1)).is_empty());
        assert_eq!(pool.overdue(deadline), [1]);
        assert!(pool.overdue(deadline + GRACE).is_empty());
        assert_eq!(pool.gone(1, false, deadline), Gone::Used);
    }

    #[test]
    fn a_worker_that_never_gets_ready_is_ended() {
        let now = Instant::now();
        let mut pool = Pool::new(LIMITS);
        pool.born(1, now);
        let deadline = now + LIMITS.request + GRACE;
        assert_eq!(pool.overdue(deadline), [1]);
        assert_eq!(pool.gone(1, false, deadline), Gone::Failed);
    }

    #[test]
    fn workers_that_leave_unasked_in_a_row_say_that_the_queue_is_shut() {
        let now = Instant::now();
        let mut pool = full(now);
        pool.gone(1, true, now);
        pool.gone(2, true, now);
        assert!(!pool.queue_is_shut());
        pool.busy(3, now);
        pool.gone(3, true, now);
        for pid in 4..=6 {
            pool.born(pid, now);
            assert!(!pool.queue_is_shut(), "one that worked is no sign");
            pool.gone(pid, true, now);
        }
        assert!(pool.queue_is_shut() && !pool.queue_is_shut());
        for pid in 7..=9 {
            pool.born(pid, now);
            pool.gone(pid, false, now);
        }
        assert!(!pool.queue_is_shut(), "a crash says nothing of the queue");
        pool = full(now);
        pool.busy(1, now);
        assert_eq!((pool.disown_idle(), pool.pids().collect::<Vec<_>>()), (vec![2, 3], vec![1]));
    }

    #[test]
    fn reports_are_gossip() {
        let now = Instant::now();
        let mut pool = full(now);
        pool.busy(99, now);
        pool.ready(99, now);
        assert_eq!(pool.gone(99, false, now), Gone::Unknown);
        pool.busy(1, now);
        pool.ready(1, now);
        assert_eq!(pool.wanted(now), 1, "a busy worker does not get ready again");
        assert_eq!(pool.pids().count(), 3);
    }
}
