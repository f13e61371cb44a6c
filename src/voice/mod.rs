//! Recordings: what is accepted as one, found out from its contents. What the sender's browser calls the file, and
//! which type it declares, is never looked at. `symphonia` takes the container apart and nothing is decoded: a
//! recording in the right container, of the right codec, that is whole and has sound in it is one.

mod anatomy;
mod frames;
mod seems;

use crate::error::{Error, Refusal};
use anatomy::Anatomy;
use bytes::{Bytes, BytesMut};
use serde::Serialize;
use std::borrow::Cow;
use std::io::Cursor;
use std::panic::catch_unwind;
use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::well_known::{
    CODEC_ID_AAC, CODEC_ID_FLAC, CODEC_ID_MP3, CODEC_ID_OPUS, CODEC_ID_PCM_ALAW, CODEC_ID_PCM_F32LE,
    CODEC_ID_PCM_MULAW, CODEC_ID_PCM_S16LE, CODEC_ID_PCM_S24LE, CODEC_ID_PCM_S32LE, CODEC_ID_PCM_U8,
};
use symphonia::core::errors::Error as Interruption;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, Track, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

/// A container, what is to be in it, and what browsers are told that it is.
struct Format {
    media_type: &'static str,
    /// The end of a file's name.
    ending: &'static str,
    /// What the file begins with.
    begins: fn(&[u8]) -> bool,
    /// What `symphonia` calls the container.
    container: &'static str,
    codecs: &'static [AudioCodecId],
    /// Takes the file apart; `None` when it is cut, or goes on where it should end.
    anatomy: fn(&[u8]) -> Option<Anatomy<'_>>,
    /// How many bytes may be where the sound is and be no sound: the rest of a sample, an encoder's own frame.
    spare: usize,
    /// Has it as much sound as it says itself?
    is_whole: fn(&Sound) -> bool,
}

/// What every browser of today plays. What has a name of its own at its beginning comes before what is known by its
/// frames only.
const FORMATS: [Format; 7] = [
    Format {
        media_type: "audio/webm",
        ending: "webm",
        begins: |bytes| bytes.starts_with(b"\x1a\x45\xdf\xa3"),
        container: "matroska",
        codecs: &[CODEC_ID_OPUS],
        // A browser that records does not know how long its last cluster gets, so the reader runs into the end.
        anatomy: anatomy::webm,
        spare: 0,
        is_whole: |_| true,
    },
    Format {
        media_type: "audio/ogg",
        ending: "ogg",
        begins: |bytes| bytes.starts_with(b"OggS"),
        container: "ogg",
        codecs: &[CODEC_ID_OPUS],
        anatomy: anatomy::ogg,
        spare: 0,
        // Messengers write no last page, and then the reader runs into the end.
        is_whole: |_| true,
    },
    Format {
        media_type: "audio/mp4",
        ending: "m4a",
        begins: |bytes| bytes.get(4..8) == Some(b"ftyp"),
        container: "isomp4",
        codecs: &[CODEC_ID_AAC, CODEC_ID_OPUS],
        anatomy: anatomy::mp4,
        spare: 16,
        is_whole: |sound| sound.ended,
    },
    Format {
        media_type: "audio/wav",
        ending: "wav",
        begins: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE"),
        container: "wave",
        codecs: &[
            CODEC_ID_PCM_U8,
            CODEC_ID_PCM_S16LE,
            CODEC_ID_PCM_S24LE,
            CODEC_ID_PCM_S32LE,
            CODEC_ID_PCM_F32LE,
            CODEC_ID_PCM_ALAW,
            CODEC_ID_PCM_MULAW,
        ],
        anatomy: anatomy::wav,
        spare: 16,
        is_whole: |sound| sound.ended,
    },
    Format {
        media_type: "audio/flac",
        ending: "flac",
        begins: |bytes| bytes.starts_with(b"fLaC"),
        container: "flac",
        codecs: &[CODEC_ID_FLAC],
        anatomy: anatomy::flac,
        spare: 0,
        is_whole: |sound| sound.ended && sound.announced.is_none_or(|frames| sound.frames >= frames),
    },
    Format {
        media_type: "audio/mpeg",
        ending: "mp3",
        begins: frames::is_mp3,
        container: "mp3",
        codecs: &[CODEC_ID_MP3],
        anatomy: frames::mp3,
        spare: 1441,
        is_whole: |sound| {
            // Only an encoder's own header announces a length; without one it is guessed from the first frames. The
            // last frames may be cut off.
            const MISSING_MAX: u64 = 2 * 1152;
            let short = sound.padded && sound.announced.is_some_and(|frames| sound.frames + MISSING_MAX < frames);
            sound.ended && !short
        },
    },
    Format {
        media_type: "audio/aac",
        ending: "aac",
        begins: frames::is_adts,
        container: "aac",
        codecs: &[CODEC_ID_AAC],
        anatomy: frames::adts,
        spare: 0,
        is_whole: |sound| sound.ended,
    },
];

/// The same for people.
const TAKEN: &str = "Opus in WebM, Ogg or MP4, AAC in MP4 (M4A) or ADTS, MP3, FLAC and WAV";

/// Encoders put silence before and behind what they were given, which is not to count.
const SILENCE_MAX: u64 = 500;

/// What a reader found in a file.
#[derive(Debug, Default)]
struct Sound {
    /// The reader came to an end, and not upon one.
    ended: bool,
    /// How many frames (samples of all channels) the file says that it has.
    announced: Option<u64>,
    /// An encoder wrote down how much silence it put before the sound.
    padded: bool,
    /// How many frames there are.
    frames: u64,
    /// How many bytes of sound there are.
    bytes: usize,
    /// How long it lasts.
    milliseconds: u64,
}

/// The longest and the largest recording.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// In seconds.
    pub seconds: u32,
    /// In bytes.
    pub bytes: usize,
}

/// A recording that has been looked at. Its bytes are a part of the request's memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recording {
    /// The bytes as they came.
    #[serde(skip)]
    pub bytes: Bytes,
    /// What it is, from our own table.
    pub media_type: &'static str,
    /// How long it lasts.
    pub milliseconds: i32,
}

impl Limits {
    /// Looks at what somebody calls a recording.
    ///
    /// # Errors
    /// `voice_too_large` or `voice_too_long`, each with its limit in the sentence; `bad_voice` for what is none of
    /// the known formats, is damaged, or has no sound in it.
    pub fn accept(&self, bytes: Bytes) -> Result<Recording, Error> {
        if bytes.len() > self.bytes {
            return Err(Error::Refused(self.too_large()));
        }
        let bad = || Error::Refused(bad_voice(&bytes));
        let format = FORMATS.iter().find(|format| (format.begins)(&bytes)).ok_or_else(bad)?;
        let anatomy = (format.anatomy)(&bytes).ok_or_else(bad)?;
        // What is known by frames further behind may begin as something else.
        if anatomy.is_something_else() || (anatomy.before > 0 && seems::other(&bytes).is_some()) {
            return Err(bad());
        }
        // A reader that stumbles over a damaged file is no reason to give up the request.
        let sound = catch_unwind(|| listen(format, readable(&bytes, &anatomy))).ok().flatten().ok_or_else(bad)?;
        let is_sound = sound.milliseconds > 0 && anatomy.sound <= sound.bytes + format.spare;
        if !is_sound || !(format.is_whole)(&sound) {
            return Err(bad());
        }
        if sound.milliseconds > u64::from(self.seconds) * 1000 + SILENCE_MAX {
            return Err(Error::Refused(self.too_long()));
        }
        let milliseconds = i32::try_from(sound.milliseconds).map_err(|_| bad())?;
        Ok(Recording { bytes, media_type: format.media_type, milliseconds })
    }

    /// The refusal of a recording that has too many bytes.
    #[must_use]
    pub fn too_large(&self) -> Refusal {
        const MIB: usize = 1024 * 1024;
        let limit = match self.bytes {
            bytes if bytes.is_multiple_of(MIB) => format!("{} MiB", bytes / MIB),
            bytes if bytes > MIB => format!("{:.1} MiB", bytes as f64 / MIB as f64),
            bytes => format!("{} KiB", bytes / 1024),
        };
        Refusal::of("voice_too_large").naming(&limit)
    }

    /// The refusal of a recording that lasts too long.
    #[must_use]
    pub fn too_long(&self) -> Refusal {
        Refusal::of("voice_too_long").naming(&format!("{} seconds", self.seconds))
    }
}

/// The end of the file name for a media type of our table.
#[must_use]
pub fn ending(media_type: &str) -> Option<&'static str> {
    FORMATS.iter().find(|format| format.media_type == media_type).map(|format| format.ending)
}

/// The media type as our table has it.
#[must_use]
pub fn media_type(stored: &str) -> Option<&'static str> {
    FORMATS.iter().find(|format| format.media_type == stored).map(|format| format.media_type)
}

/// What the file seems to be, and what is taken.
fn bad_voice(bytes: &[u8]) -> Refusal {
    let message = format!("This looks like {}; what is taken is {TAKEN}.", seems::like(bytes));
    Refusal { message: Cow::Owned(message), ..Refusal::of("bad_voice") }
}

/// The part of a file that has the sound in it, with lengths that are true. Only what a pipe wrote is copied for it.
fn readable(bytes: &Bytes, anatomy: &Anatomy<'_>) -> Bytes {
    if anatomy.lengths.is_empty() {
        return bytes.slice(anatomy.before..bytes.len() - anatomy.behind);
    }
    let mut copy = BytesMut::from(&bytes[..]);
    for (at, length) in &anatomy.lengths {
        copy[*at..at + 4].copy_from_slice(&length.to_le_bytes());
    }
    copy.freeze()
}

/// Reads a file to its end; `None` when it is not this format with one track of sound in it.
fn listen(format: &Format, bytes: Bytes) -> Option<Sound> {
    let source = MediaSourceStream::new(Box::new(Cursor::new(bytes)), MediaSourceStreamOptions::default());
    let (options, metadata) = (FormatOptions::default(), MetadataOptions::default());
    let mut reader = symphonia::default::get_probe().probe(&Hint::new(), source, options, metadata).ok()?;
    if reader.format_info().short_name != format.container {
        return None;
    }
    let mut sound = Sound::default();
    loop {
        let track = the_track(format, reader.as_ref())?;
        // The next link of a chain of Ogg begins with tracks of its own.
        if !measure(reader.as_mut(), &track, &mut sound)? {
            return Some(sound);
        }
    }
}

/// The one track that there is to be, of a codec that there may be.
fn the_track(format: &Format, reader: &dyn FormatReader) -> Option<Track> {
    let [track] = reader.tracks() else { return None };
    let codec = track.codec_params.as_ref()?.audio()?.codec;
    (track.track_type() == Some(TrackType::Audio) && format.codecs.contains(&codec)).then(|| track.clone())
}

/// Counts what there is, and answers whether another part follows. Where packets do not say how long they last (WebM),
/// the last one lasts as long as the one before it.
fn measure(reader: &mut dyn FormatReader, track: &Track, sound: &mut Sound) -> Option<bool> {
    (sound.announced, sound.padded) = (track.num_frames, track.delay.is_some());
    let (mut first, mut last, mut end) = (None, 0, 0);
    let mut goes_on = false;
    sound.ended = loop {
        match reader.next_packet() {
            Ok(Some(packet)) => {
                let (begins, lasts) = (packet.pts.get(), packet.dur.get());
                first.get_or_insert(begins);
                let step = if lasts == 0 { begins.saturating_sub(last) } else { i64::try_from(lasts).ok()? };
                last = begins;
                end = end.max(begins.saturating_add(step));
                sound.frames = sound.frames.saturating_add(lasts);
                sound.bytes += packet.data.len();
            }
            Ok(None) => break true,
            Err(Interruption::ResetRequired) => {
                goes_on = true;
                break false;
            }
            Err(_) => break false,
        }
    };
    let ticks = u64::try_from(end.saturating_sub(first.unwrap_or(end))).ok()?;
    let base = track.time_base?;
    let milliseconds = u128::from(ticks) * u128::from(base.numer.get()) * 1000 / u128::from(base.denom.get());
    sound.milliseconds = sound.milliseconds.saturating_add(u64::try_from(milliseconds).ok()?);
    Some(goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { seconds: 2, bytes: 200_000 };

    /// A WAV file with so many samples of silence, which announces `announced` bytes of them.
    fn wav(samples: usize, announced: u32) -> Vec<u8> {
        let mut file = b"RIFF".to_vec();
        file.extend(announced.saturating_add(36).to_le_bytes());
        file.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
        file.extend(8000_u32.to_le_bytes());
        file.extend(16_000_u32.to_le_bytes());
        file.extend(b"\x02\0\x10\0data");
        file.extend(announced.to_le_bytes());
        file.extend(vec![0; samples * 2]);
        file
    }

    fn code(bytes: Vec<u8>) -> &'static str {
        LIMITS.accept(bytes.into()).unwrap_err().refusal().code
    }

    #[test]
    fn a_recording_is_known_by_its_contents_and_measured() {
        let recording = LIMITS.accept(wav(8000, 16_000).into()).unwrap();
        assert_eq!((recording.media_type, recording.milliseconds), ("audio/wav", 1000));
        // A pipe's length is anything that cannot be true.
        for announced in [0, 0x7fff_ffff, 0x8000_0000, u32::MAX, 0x7fff_f000] {
            let recording = LIMITS.accept(wav(8000, announced).into()).unwrap();
            assert!((900..1200).contains(&recording.milliseconds), "{recording:?}");
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for bytes in [
            Vec::new(),
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(),
            b"PK\x03\x04".repeat(100),
            b"ID3\x04\0\0\0\0\0\0PK\x03\x04".repeat(100),
            b"OggS".repeat(100),
            b"\x1a\x45\xdf\xa3".repeat(100),
            b"\0\0\0\x20ftypM4A ".repeat(100),
            vec![0xff, 0xfb],
            wav(0, 0),
            wav(4000, 16_000),
        ] {
            assert_eq!(code(bytes.clone()), "bad_voice", "{:?}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn the_sentence_names_the_limit() {
        assert_eq!(code(wav(8000 * 3, 48_000)), "voice_too_long");
        assert_eq!(code(vec![0; 200_001]), "voice_too_large");
        let refusal = |seconds, bytes| Limits { seconds, bytes };
        assert_eq!(refusal(120, 4 << 20).too_large().message, "The recording is too large; at most 4 MiB.");
        assert_eq!(refusal(120, 100 << 10).too_large().message, "The recording is too large; at most 100 KiB.");
        assert_eq!(refusal(120, 1 << 20).too_long().message, "The recording is too long; at most 120 seconds.");
    }

    #[test]
    fn every_type_of_the_table_has_an_ending() {
        for format in FORMATS {
            assert_eq!(ending(format.media_type), Some(format.ending));
            assert_eq!(media_type(format.media_type), Some(format.media_type));
        }
        assert_eq!((ending("text/html"), media_type("text/html")), (None, None));
    }
}
