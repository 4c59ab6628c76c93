/**
 * Preloaded into a server whose memory is weighed: SIGUSR2 collects all garbage of every thread, as the inspector does it. That
 * also compacts the heap and gives its empty pages back, which `gc()` leaves to chance: what is weighed is what is kept.
 * One collection moves so many megabytes and no more, and some garbage holds other: there are several, over three seconds.
 */
const { Session } = require('node:inspector');
const { setTimeout: after } = require('node:timers');
const { atSignal } = require('./every-thread.cjs');

const TIMES = 4;
const APART_MS = 1_000;

const session = new Session();
session.connect();
atSignal(__filename, () => collect(TIMES));

function collect(times) {
  session.post('HeapProfiler.collectGarbage');
  if (times > 1) after(() => collect(times - 1), APART_MS).unref();
}
