//! The servers of the stack as systemd keeps them: whoever's main process dies is started again, and what is left
//! of it is ended first. And kill -9 for each kind of process. Only this stack's own are ever touched.

use super::journal::Journal;
use super::plan::{Fault, Victim};
use crate::common::faults::{Pageboy, Program, Started, children_of, end, is_alive, send};
use crate::common::{LONG, Stack, raw, wait_until};
use nix::sys::signal::Signal;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Between a death and the new start.
const RESTART: Duration = Duration::from_millis(200);
/// What a killed server leaves behind and would not start beside; the unit of each removes it (ExecStartPre).
const STALE: [(&str, &str); 2] = [("nginx", "push/push.sock"), ("dovecot", "dovecot/base/master.pid")];
/// Between two sweeps of the timer.
const SWEEP: Duration = Duration::from_secs(5);

struct Service {
    name: &'static str,
    program: Program,
    pid: i32,
    started: Option<Started>,
    died: Option<Instant>,
}

impl Service {
    /// The main process dies, and with it, as its unit says (KillMode), all others of it; Pageboy's leave by themselves.
    fn kill(&self) {
        let children = children_of(self.pid);
        end(self.pid, Signal::SIGKILL);
        if self.name != "pageboy" {
            children.into_iter().for_each(|child| end(child, Signal::SIGKILL));
        }
    }

    /// One that does not come up, because a lock of the dead one is still there, is tried again.
    fn keep_up(&mut self, stack: &Stack) {
        if is_alive(self.pid) {
            return;
        }
        if self.died.get_or_insert_with(Instant::now).elapsed() < RESTART {
            return;
        }
        if let Some(mut started) = self.started.take() {
            started.wait();
        }
        for (name, stale) in STALE {
            if name == self.name {
                let _ = std::fs::remove_file(format!("{}/{stale}", stack.variable("PAGEBOY_RUN")));
            }
        }
        let started = self.program.start(stack);
        self.pid = started.pid;
        self.started = Some(started);
        self.died = None;
    }
}

/// How a service of this name and pid is started again.
type Comeback = fn(&'static str, i32) -> Program;

/// All services of a stack.
pub struct Services<'a> {
    stack: &'a Stack,
    services: Vec<Service>,
    sweep: Option<Child>,
    next_sweep: Instant,
}

impl Services<'_> {
    /// As the stack has started them.
    pub fn of(stack: &Stack) -> Services<'_> {
        let known: [(&str, &str, Comeback); 6] = [
            ("pageboy", "PAGEBOY_PID", Program::ours),
            ("nginx", "NGINX_PID", Program::ours),
            ("pgbouncer", "PGBOUNCER_PID", Program::running),
            ("postgresql", "POSTGRES_PID", Program::running),
            ("slapd", "SLAPD_PID", Program::running),
            ("dovecot", "DOVECOT_PID", Program::ours),
        ];
        let services = known
            .into_iter()
            .filter(|(_, variable, _)| stack.has(variable))
            .map(|(name, variable, program)| {
                let pid = stack.pid(variable);
                Service { name, program: program(name, pid), pid, started: None, died: None }
            })
            .collect();
        Services { stack, services, sweep: None, next_sweep: Instant::now() + SWEEP }
    }

    /// Carries out the faults at their times, while everything that dies comes back.
    pub fn suffer(&mut self, faults: &[Fault], length: Duration, journal: &Journal) {
        let mut faults = faults.iter().peekable();
        while journal.elapsed() < length {
            self.keep_up();
            if let Some(fault) = faults.next_if(|fault| fault.at <= journal.elapsed())
                && self.inflict(fault)
            {
                *journal.notes().kills.entry(fault.victim).or_default() += 1;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until everything is up, and answers.
    pub fn restore(&mut self) {
        wait_until("everything is up again", 4 * LONG, || {
            self.keep_up();
            let all_up = self.services.iter().all(|service| is_alive(service.pid));
            all_up && raw::get(self.stack.url(), "/health", &[]).is_ok_and(|answer| answer.status == 200)
        });
    }

    fn keep_up(&mut self) {
        self.services.iter_mut().for_each(|service| service.keep_up(self.stack));
        if self.sweep.as_mut().is_some_and(|sweep| !matches!(sweep.try_wait(), Ok(None))) {
            self.sweep = None;
        }
        if self.sweep.is_none() && Instant::now() > self.next_sweep {
            self.sweep = Some(self.begin_sweep());
        }
    }

    fn begin_sweep(&mut self) -> Child {
        self.next_sweep = Instant::now() + SWEEP;
        Command::new(self.stack.variable("PAGEBOY_BIN"))
            .arg("sweep")
            .env("PAGEBOY_CONFIG", self.stack.variable("PAGEBOY_CONFIG"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("pageboy runs")
    }

    fn pid(&self, name: &str) -> i32 {
        self.services.iter().find(|service| service.name == name).map_or(0, |service| service.pid)
    }

    /// False when there is no such process at this moment.
    fn inflict(&mut self, fault: &Fault) -> bool {
        let pageboy = Pageboy { master: self.pid("pageboy") };
        match fault.victim {
            Victim::Worker => {
                let deadline = Instant::now() + Duration::from_secs(1);
                while pageboy.busy().is_empty() && Instant::now() < deadline {
                    std::thread::sleep(Duration::from_millis(1));
                }
                kill_one(&pageboy.busy(), fault)
            }
            Victim::Spare => kill_one(&pageboy.idle(), fault),
            Victim::Front => kill_one(&pageboy.fronts(), fault),
            Victim::NginxWorker => kill_one(&children_of(self.pid("nginx")), fault),
            Victim::Backend => kill_one(&children_of(self.pid("postgresql")), fault),
            Victim::Master => self.kill_main("pageboy"),
            Victim::NginxMaster => self.kill_main("nginx"),
            Victim::Pgbouncer => self.kill_main("pgbouncer"),
            Victim::Postmaster => self.kill_main("postgresql"),
            Victim::Slapd => self.kill_main("slapd"),
            Victim::Dovecot => self.kill_main("dovecot"),
            Victim::Sweep => {
                let mut sweep = self.begin_sweep();
                std::thread::sleep(fault.delay);
                sweep.kill().is_ok() && sweep.wait().is_ok()
            }
        }
    }

    fn kill_main(&self, name: &str) -> bool {
        let service = self.services.iter().find(|service| service.name == name && is_alive(service.pid));
        service.inspect(|service| service.kill()).is_some()
    }
}

impl Drop for Services<'_> {
    fn drop(&mut self) {
        if let Some(mut sweep) = self.sweep.take() {
            let _ = sweep.wait();
        }
    }
}

fn kill_one(pids: &[i32], fault: &Fault) -> bool {
    let Some(pid) = pids.get(fault.pick % pids.len().max(1)) else { return false };
    send(*pid, Signal::SIGKILL);
    true
}
