// From the microphone to a recording: what the browser can do, what a recording goes through, and
// the recording itself. Nothing here knows the page.

// The first that the browser can write; all of them are small and played everywhere.
const TYPES = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/ogg;codecs=opus", "ogg"],
  ["audio/mp4;codecs=mp4a.40.2", "m4a"],
];
const SPEECH = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const SPEECH_BITS = 32_000;
const FEWEST_BITS = 12_000;
// Encoders overshoot and wrap what they encode.
const HEADROOM = 0.8;
// The clock of the page and that of the sound differ a little; the server counts the sound.
const MARGIN_SECONDS = 1;

// What may happen in each state. Anything else is a late click, and changes nothing.
const NEXT = {
  idle: { record: "asking", found: "ready", denied: "file" },
  asking: { granted: "recording", denied: "file", discard: "idle" },
  recording: { stopped: "ready", discard: "idle" },
  ready: { send: "sending", discard: "idle" },
  file: { record: "asking", send: "sending", found: "ready" },
  sending: { failed: "ready", refused: "file" },
};

// The state after an event, or null when the event has no place in this state.
export function next(state, event) {
  return NEXT[state]?.[event] ?? null;
}

// Why this browser cannot record at all, or null when it can.
export function obstacle() {
  if (!window.isSecureContext) return "insecure";
  const records = navigator.mediaDevices?.getUserMedia && typeof MediaRecorder !== "undefined" && writableType();
  return records ? null : "unsupported";
}

// How finely to record, and how long, so that a recording keeps to both limits of the server.
export function budget(secondsMax, bytesMax) {
  const bits = Math.min(SPEECH_BITS, Math.max(FEWEST_BITS, (bytesMax * 8 * HEADROOM) / secondsMax));
  const seconds = Math.min(secondsMax - MARGIN_SECONDS, (bytesMax * 8 * HEADROOM) / bits);
  return { bits: Math.floor(bits), seconds: Math.max(1, Math.floor(seconds)) };
}

// Asks for the microphone and begins. Fails as getUserMedia does. `done` is fulfilled with the
// recording whatever ended it: `stop()`, the limit, or a microphone that was pulled out.
export async function startRecording({ secondsMax, bytesMax }) {
  const { bits, seconds: limit } = budget(secondsMax, bytesMax);
  const stream = await navigator.mediaDevices.getUserMedia({ audio: SPEECH });
  try {
    return recordFrom(stream, bits, limit);
  } catch (error) {
    release(stream);
    throw error;
  }
}

function recordFrom(stream, bits, limit) {
  const [mimeType, ending] = writableType();
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: bits });
  const chunks = [];
  let why = "lost";
  let seconds = null;
  const began = performance.now();
  const elapsed = () => seconds ?? Math.min(limit, (performance.now() - began) / 1000);
  const timer = setTimeout(() => stop("limit"), limit * 1000);

  recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
  const done = new Promise((resolve) => {
    recorder.addEventListener("stop", () => {
      seconds = elapsed();
      clearTimeout(timer);
      release(stream);
      resolve({ blob: new Blob(chunks, { type: mimeType }), seconds, name: `voice.${ending}`, why });
    });
  });
  // In one piece: browsers then write its length into it, and players can show it.
  recorder.start();

  function stop(reason = "asked") {
    if (recorder.state !== "inactive") {
      why = reason;
      recorder.stop();
    }
    return done;
  }
  return { stream, limit, elapsed, stop, done };
}

// The microphone's light goes out.
function release(stream) {
  for (const track of stream.getTracks()) track.stop();
}

function writableType() {
  return TYPES.find(([type]) => MediaRecorder.isTypeSupported(type));
}
