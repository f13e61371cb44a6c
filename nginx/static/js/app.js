// Starts what the page needs. Every page works without scripts; these modules only make it
// quicker to react and kinder to a half-written text.

import { kind } from "./page.js";
import { showLocalTimes } from "./time.js";
import { guardForms } from "./forms.js";
import { keepDraft, restorePlace } from "./draft.js";
import { watchForMessages } from "./push.js";
import { listenToWindows } from "./windows.js";
import { postInPlace } from "./interrupt.js";
import { announceArrival } from "./arrival.js";
import { followOutcome } from "./sent.js";
import { followQueue } from "./waiting.js";
import { followPeople } from "./desk.js";
import { offerBrowserSettings } from "./settings.js";
import { offerRecorder } from "./voice.js";
import { wirePlayer } from "./player.js";
import { offerReading } from "./speak.js";

showLocalTimes();
guardForms();
const placeRestored = restorePlace();
keepDraft();
wirePlayer();
offerReading();
offerRecorder();
postInPlace();

if (kind === "message") announceArrival({ takeFocus: !placeRestored });
if (kind === "sent") followOutcome();
if (kind === "desk") followPeople();
if (kind === "settings") offerBrowserSettings();

followQueue();
listenToWindows();
watchForMessages();
