// How loud the microphone is now, so that its user sees that it hears.

const QUIETEST_DECIBELS = -60;
const SPEECH_DECIBELS = -45;

// `level()` is between 0 and 1, as the ear takes it; `heard()` tells whether anything was loud
// enough to be speech since the beginning.
export function listenTo(stream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let heard = false;

  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      const decibels = 10 * Math.log10(power + 1e-12);
      heard ||= decibels > SPEECH_DECIBELS;
      return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_DECIBELS));
    },
    heard: () => heard,
    close: () => context.close(),
  };
}
