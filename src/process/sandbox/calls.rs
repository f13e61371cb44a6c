//! The system calls that a worker may make once its configuration is read, kept by seccomp. Any other is answered as by a
//! kernel that does not have it (ENOSYS): the C library then does without, as with `clone3`, whose flags no filter can see.

use super::{refused, tree};
use crate::error::Error;
use seccompiler::SeccompCmpArgLen::{Dword, Qword};
use seccompiler::SeccompCmpOp::{Eq, MaskedEq};
use seccompiler::{BackendError, BpfProgram, SeccompAction, SeccompCondition, SeccompFilter, SeccompRule};
use std::collections::BTreeMap;

/// Harmless with whatever arguments: they concern this process's own memory, threads, clocks and descriptors, or files,
/// which landlock keeps.
const ALLOWED: [libc::c_long; 76] = [
    libc::SYS_bind,
    libc::SYS_brk,
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_close,
    libc::SYS_connect,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_epoll_pwait2,
    libc::SYS_eventfd2,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_fstat,
    libc::SYS_ftruncate,
    libc::SYS_futex,
    libc::SYS_getdents64,
    libc::SYS_getegid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getpeername,
    libc::SYS_getpid,
    libc::SYS_getppid,
    libc::SYS_getrandom,
    libc::SYS_getrusage,
    libc::SYS_getsockname,
    libc::SYS_getsockopt,
    libc::SYS_gettid,
    libc::SYS_gettimeofday,
    libc::SYS_getuid,
    libc::SYS_lseek,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_newfstatat,
    libc::SYS_openat,
    libc::SYS_ppoll,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_pselect6,
    libc::SYS_pwrite64,
    libc::SYS_read,
    libc::SYS_readlinkat,
    libc::SYS_readv,
    libc::SYS_recvfrom,
    libc::SYS_recvmmsg,
    libc::SYS_recvmsg,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigtimedwait,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_sendmmsg,
    libc::SYS_sendmsg,
    libc::SYS_sendto,
    libc::SYS_set_robust_list,
    libc::SYS_setitimer,
    libc::SYS_setsockopt,
    libc::SYS_shutdown,
    libc::SYS_socketpair,
    libc::SYS_sigaltstack,
    libc::SYS_statx,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_write,
    libc::SYS_writev,
];

/// Those that only this processor's kernel has besides.
#[cfg(target_arch = "x86_64")]
const ALLOWED_HERE: [libc::c_long; 10] = [
    libc::SYS_access,
    libc::SYS_alarm,
    libc::SYS_dup2,
    libc::SYS_epoll_wait,
    libc::SYS_lstat,
    libc::SYS_open,
    libc::SYS_poll,
    libc::SYS_readlink,
    libc::SYS_stat,
    libc::SYS_time,
];
#[cfg(not(target_arch = "x86_64"))]
const ALLOWED_HERE: [libc::c_long; 0] = [];

/// One way in which a call is harmless: all of these arguments, by their place, are so.
type Harmless = Vec<SeccompCondition>;

/// Makes every other call fail in all threads of this process.
pub fn confine() -> Result<(), Error> {
    let filter = filter().map_err(|error| refused("seccomp", &error))?;
    seccompiler::apply_filter_all_threads(&filter).map_err(|error| refused("seccomp", &error))
}

fn filter() -> Result<BpfProgram, BackendError> {
    let mut rules: BTreeMap<libc::c_long, Vec<SeccompRule>> = BTreeMap::new();
    for (call, ways) in by_arguments()? {
        rules.insert(call, ways.into_iter().map(SeccompRule::new).collect::<Result<_, _>>()?);
    }
    let refusal = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    let here = std::env::consts::ARCH.try_into()?;
    let by_arguments: BpfProgram = SeccompFilter::new(rules, refusal, SeccompAction::Allow, here)?.try_into()?;
    let always = ALLOWED.into_iter().chain(ALLOWED_HERE).filter_map(|call| u32::try_from(call).ok());
    Ok(tree::before(&by_arguments, always))
}

/// The calls that are harmless with some arguments only.
fn by_arguments() -> Result<Vec<(libc::c_long, Vec<Harmless>)>, BackendError> {
    let is = |place: u8, value: libc::c_int| SeccompCondition::new(place, Dword, Eq, u64::from(value.cast_unsigned()));
    let is_ioctl = |request: libc::Ioctl| SeccompCondition::new(1, Dword, Eq, u64::from(request as u32));
    let has = |place: u8, bits: libc::c_int, value: libc::c_int| {
        let (bits, value) = (u64::from(bits.cast_unsigned()), u64::from(value.cast_unsigned()));
        SeccompCondition::new(place, Dword, MaskedEq(bits), value)
    };
    let commands = [
        libc::F_GETFD,
        libc::F_SETFD,
        libc::F_GETFL,
        libc::F_SETFL,
        libc::F_DUPFD_CLOEXEC,
        libc::F_ADD_SEALS,
        libc::F_GET_SEALS,
    ];
    let families = [libc::AF_UNIX, libc::AF_INET, libc::AF_INET6];
    let own_process = libc::c_int::try_from(std::process::id()).unwrap_or(libc::c_int::MAX);
    let one_of = |place: u8, values: &[libc::c_int]| {
        values.iter().map(|value| Ok(vec![is(place, *value)?])).collect::<Result<Vec<Harmless>, BackendError>>()
    };
    Ok(vec![
        // Threads, and no processes.
        (libc::SYS_clone, vec![vec![has(0, libc::CLONE_THREAD, libc::CLONE_THREAD)?]]),
        // Not F_SETOWN, which has signals sent to others.
        (libc::SYS_fcntl, one_of(1, &commands)?),
        (libc::SYS_ioctl, vec![vec![is_ioctl(libc::FIONBIO)?], vec![is_ioctl(libc::FIONREAD)?]]),
        // No memory is writable and executable, nor becomes executable after it was written.
        (libc::SYS_mmap, vec![vec![has(2, libc::PROT_EXEC, 0)?], vec![has(2, libc::PROT_WRITE, 0)?]]),
        (libc::SYS_mprotect, vec![vec![has(2, libc::PROT_EXEC, 0)?]]),
        (libc::SYS_prctl, vec![vec![is(0, libc::PR_SET_NAME)?]]),
        // Limits are read, not set.
        (libc::SYS_prlimit64, vec![vec![is(0, 0)?, SeccompCondition::new(2, Qword, Eq, 0)?]]),
        (libc::SYS_setpriority, vec![vec![is(0, 0)?, is(1, 0)?]]),
        (libc::SYS_socket, one_of(0, &families)?),
        // By this a process aborts, when memory is short.
        (libc::SYS_tgkill, vec![vec![is(0, own_process)?]]),
    ])
}
