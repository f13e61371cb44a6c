// The other half of beat.js: does nothing but keep time.

onmessage = (event) => setInterval(() => postMessage(null), event.data);
