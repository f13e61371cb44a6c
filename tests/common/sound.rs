//! Sounds: sentences that espeak-ng speaks, how a script sends them, and how alike two recordings sound.

use super::Window;
use super::voice::{self, pipe};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Samples in a second of what is compared.
const RATE: usize = 8000;
/// Loudness is compared in steps of 20 ms, and one sound may begin this many steps after the other.
const STEP: usize = RATE / 50;
const SHIFT_MAX: usize = 150;

static FILES: AtomicU32 = AtomicU32::new(0);

/// A spoken sentence as a WAV file, which goes with the value.
pub struct Speech {
    path: PathBuf,
}

impl Speech {
    /// Has a sentence spoken, after half a second of silence.
    #[track_caller]
    pub fn of(words: &str) -> Speech {
        let number = FILES.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("pageboy-speech-{}-{number}.wav", std::process::id()));
        let spoken = pipe("espeak-ng", &["--stdout", words], b"");
        let file = path.to_str().expect("a path");
        pipe(
            "ffmpeg",
            &["-v", "error", "-i", "pipe:0", "-af", "adelay=500", "-ar", "48000", "-ac", "1", "-y", file],
            &spoken,
        );
        Speech { path }
    }

    /// The WAV file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is in the file.
    #[track_caller]
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).expect("the speech")
    }
}

impl Drop for Speech {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A window sends a speech as a script does; the receipt.
#[track_caller]
pub fn send_voice(window: &Window, to: &str, text: &str, speech: &Speech) -> Value {
    voice::post(window, "/send", &[("to", to), ("text", text)], &speech.bytes()).expect(201)
}

/// How much a recording sounds like a speech, from about 0 to 1: the highest correlation of their
/// loudness over time, wherever in the recording the speech begins. Browsers clean what a microphone hears, so the
/// waves themselves differ.
#[track_caller]
pub fn likeness(recording: &[u8], speech: &Speech) -> f64 {
    let recorded = loudness(recording);
    let spoken = loudness(&speech.bytes());
    let pairs = (0..=SHIFT_MAX)
        .flat_map(|shift| [(recorded.get(shift..), Some(&spoken[..])), (Some(&recorded[..]), spoken.get(shift..))]);
    let enough = spoken.len().min(recorded.len()) / 2;
    pairs
        .filter_map(|(one, other)| one.zip(other))
        .filter(|(one, other)| one.len().min(other.len()) >= enough)
        .map(|(one, other)| correlation(one, other))
        .fold(0.0, f64::max)
}

/// The loudness of each step, in decibels over the quietest that counts.
#[track_caller]
fn loudness(sound: &[u8]) -> Vec<f64> {
    let rate = RATE.to_string();
    let decoded =
        pipe("ffmpeg", &["-v", "error", "-i", "pipe:0", "-f", "f32le", "-ac", "1", "-ar", &rate, "pipe:1"], sound);
    let samples: Vec<f64> =
        decoded.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().expect("four")).into()).collect();
    let loudness = samples.chunks_exact(STEP).map(|step| {
        let power = step.iter().map(|sample| sample * sample).sum::<f64>() / step.len() as f64;
        (10.0 * (power + 1e-12).log10() + 50.0).max(0.0)
    });
    loudness.collect()
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let length = one.len().min(other.len());
    let (one, other) = (centred(&one[..length]), centred(&other[..length]));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let power = (product(&one, &one) * product(&other, &other)).sqrt();
    if power > 0.0 { product(&one, &other) / power } else { 0.0 }
}

fn centred(values: &[f64]) -> Vec<f64> {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    values.iter().map(|value| value - mean).collect()
}
