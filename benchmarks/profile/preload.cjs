/**
 * Preloaded into a server, and by it into its worker threads: SIGUSR2 starts a CPU profile of every
 * thread, the next one ends it and writes a file a thread into PROFILE_DIR. So a profile covers the measured
 * window alone, and threads that are terminated, which `--cpu-prof` loses.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { syncBuiltinESMExports } = require('node:module');
const { join } = require('node:path');
const threads = require('node:worker_threads');

const { BroadcastChannel, isMainThread, threadId, Worker } = threads;

const dir = process.env.PROFILE_DIR;
const session = new Session();
session.connect();

const turns = {
  start: () => {
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: 500 });
    session.post('Profiler.start');
  },
  stop: () =>
    session.post('Profiler.stop', (failure, result) => {
      if (failure) return console.error(failure);
      mkdirSync(dir, { recursive: true });
      const file = join(dir, `${process.pid}-thread-${threadId}.cpuprofile`);
      writeFileSync(file, JSON.stringify(result.profile));
    }),
};

const channel = new BroadcastChannel('parley-bench-profile');
channel.onmessage = ({ data }) => turns[data]?.();
channel.unref();

// Whatever flags the server gives its threads, they are profiled too.
threads.Worker = class extends Worker {
  constructor(file, options = {}) {
    super(file, { ...options, execArgv: [...(options.execArgv ?? []), '--require', __filename] });
  }
};
syncBuiltinESMExports();

if (isMainThread) {
  let running = false;
  process.on('SIGUSR2', () => {
    const turn = running ? 'stop' : 'start';
    running = !running;
    channel.postMessage(turn);
    turns[turn]();
  });
}
