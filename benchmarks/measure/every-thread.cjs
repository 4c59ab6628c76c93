/** For what is preloaded into a server: does something in every thread of it, its workers too, at SIGUSR2. */
const { syncBuiltinESMExports } = require('node:module');
const threads = require('node:worker_threads');

const { BroadcastChannel, isMainThread, Worker } = threads;

/** `preload` is the file that calls this; `act` is called in each thread at each signal. */
exports.atSignal = (preload, act) => {
  const everyThread = new BroadcastChannel(preload);
  everyThread.onmessage = act;
  everyThread.unref();

  // Whatever flags the server gives its threads, they preload it too.
  threads.Worker = class extends Worker {
    constructor(file, options = {}) {
      super(file, { ...options, execArgv: [...(options.execArgv ?? []), '--require', preload] });
    }
  };
  syncBuiltinESMExports();

  if (!isMainThread) return;
  process.on('SIGUSR2', () => {
    everyThread.postMessage(null);
    act();
  });
};
