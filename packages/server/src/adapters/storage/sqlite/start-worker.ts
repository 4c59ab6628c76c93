/** Starts a worker of this folder: compiled in production, from source in development and tests. */
import { Worker } from 'node:worker_threads';
import type { WorkerSettings } from './protocol.ts';

export function startWorker(name: 'writer' | 'reader', settings: WorkerSettings): Worker {
  // Node's flags of this process are not the worker's business.
  const options = { name, execArgv: [] };
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { ...options, workerData: settings });
  }
  const source = new URL(`./${name}.worker.ts`, import.meta.url).href;
  return new Worker(new URL('./from-source.mjs', import.meta.url), {
    ...options,
    workerData: { ...settings, source },
  });
}
