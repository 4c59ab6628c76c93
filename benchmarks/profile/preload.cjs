/**
 * Preloaded into a server, and by it into its worker threads: SIGUSR2 starts a CPU profile of every
 * thread, the next one ends it and writes a file a thread into PROFILE_DIR. So a profile covers the measured
 * window alone, and threads that are terminated, which `--cpu-prof` loses.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { join } = require('node:path');
const { threadId } = require('node:worker_threads');
const { atSignal } = require('../measure/every-thread.cjs');

const dir = process.env.PROFILE_DIR;
const session = new Session();
session.connect();
let running = false;

atSignal(__filename, () => {
  if (running) stop();
  else start();
  running = !running;
});

function start() {
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 500 });
  session.post('Profiler.start');
}

function stop() {
  session.post('Profiler.stop', (failure, result) => {
    if (failure) return console.error(failure);
    mkdirSync(dir, { recursive: true });
    const file = join(dir, `${process.pid}-thread-${threadId}.cpuprofile`);
    writeFileSync(file, JSON.stringify(result.profile));
  });
}
