//! The part of the filter that allows what is always allowed, by halving. Before it uses a filter the kernel runs it once for each
//! of its calls (seccomp_cache_prepare), in every process anew: with a chain of comparisons, as seccompiler makes it of a
//! hundred calls, that takes 0.4 ms, with this 0.05 ms.

use seccompiler::sock_filter;

/// This processor, as the kernel's audit names it (linux/audit.h): its ELF machine, 64 bits, little endian.
#[cfg(target_arch = "x86_64")]
const HERE: u32 = libc::EM_X86_64 as u32 | 0xC000_0000;
#[cfg(target_arch = "aarch64")]
const HERE: u32 = libc::EM_AARCH64 as u32 | 0xC000_0000;
#[cfg(target_arch = "riscv64")]
const HERE: u32 = libc::EM_RISCV as u32 | 0xC000_0000;

/// Offsets in the kernel's `struct seccomp_data`.
const CALL: u32 = 0;
const PROCESSOR: u32 = 4;

const LOAD: u32 = libc::BPF_LD | libc::BPF_W | libc::BPF_ABS;
const RETURN: u32 = libc::BPF_RET | libc::BPF_K;
const GO: u32 = libc::BPF_JMP | libc::BPF_JA;
const EQUAL: u32 = libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K;
const AT_LEAST: u32 = libc::BPF_JMP | libc::BPF_JGE | libc::BPF_K;
const ABOVE: u32 = libc::BPF_JMP | libc::BPF_JGT | libc::BPF_K;

/// Allows these calls of this processor; for any other the filter goes on behind it, where `rest` belongs.
pub fn before(rest: &[sock_filter], allowed: impl IntoIterator<Item = u32>) -> Vec<sock_filter> {
    let mut tree = Vec::new();
    grow(&mut tree, &ranges(allowed));
    let length = u32::try_from(tree.len()).unwrap_or(u32::MAX);
    let head =
        [step(LOAD, 0, 0, PROCESSOR), step(EQUAL, 1, 0, HERE), step(GO, 0, 0, length + 1), step(LOAD, 0, 0, CALL)];
    [&head, tree.as_slice(), rest].concat()
}

/// First and last of each row of neighbours.
fn ranges(calls: impl IntoIterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut sorted: Vec<u32> = calls.into_iter().collect();
    sorted.sort_unstable();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for call in sorted {
        match ranges.last_mut() {
            Some((_, last)) if call <= *last + 1 => *last = call,
            _ => ranges.push((call, call)),
        }
    }
    ranges
}

/// Puts the tree for these ranges in front of what is there. What it does not allow leaves it at its very end.
fn grow(tree: &mut Vec<sock_filter>, ranges: &[(u32, u32)]) {
    let beyond = u32::try_from(tree.len()).unwrap_or(u32::MAX);
    match ranges {
        [] => {}
        [(first, last)] => {
            let allow = step(RETURN, 0, 0, libc::SECCOMP_RET_ALLOW);
            let leaf = [step(AT_LEAST, 0, 1, *first), step(ABOVE, 0, 1, *last), step(GO, 0, 0, beyond + 1), allow];
            tree.splice(..0, leaf);
        }
        _ => {
            let (lower, upper) = ranges.split_at(ranges.len() / 2);
            grow(tree, upper);
            let above = tree.len();
            grow(tree, lower);
            let below = u32::try_from(tree.len() - above).unwrap_or(u32::MAX);
            tree.splice(..0, [step(AT_LEAST, 0, 1, upper[0].0), step(GO, 0, 0, below)]);
        }
    }
}

fn step(code: u32, jt: u8, jf: u8, k: u32) -> sock_filter {
    sock_filter { code: code as u16, jt, jf, k }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the filter allows a call; it is not when it comes to the end.
    fn allows(filter: &[sock_filter], call: u32) -> bool {
        let (mut at, mut value) = (0, 0);
        while let Some(step) = filter.get(at) {
            let matched = match u32::from(step.code) {
                RETURN => return step.k == libc::SECCOMP_RET_ALLOW,
                LOAD => {
                    value = if step.k == CALL { call } else { HERE };
                    true
                }
                GO => {
                    at += step.k as usize;
                    true
                }
                EQUAL => value == step.k,
                AT_LEAST => value >= step.k,
                _ => value > step.k,
            };
            at += 1 + usize::from(if matched { step.jt } else { step.jf });
        }
        false
    }

    #[test]
    fn what_is_listed_is_allowed_and_nothing_else_is() {
        for listed in [vec![], vec![0], vec![5, 6, 7], (0..=600).step_by(7).collect(), vec![3, 0, 1, 440, 439, 9]] {
            let filter = before(&[], listed.iter().copied());
            for call in (0..1_000).chain([u32::MAX, 0x4000_0000]) {
                assert_eq!(allows(&filter, call), listed.contains(&call), "{call} of {listed:?}");
            }
        }
    }
}
