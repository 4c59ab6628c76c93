/** Starts a worker of this folder: compiled in production, from source in development and tests. */
import { Worker } from 'node:worker_threads';
import type { WorkerSettings } from './protocol.ts';

export async function startWorker(name: 'writer' | 'reader', workerData: WorkerSettings): Promise<Worker> {
  // Node's flags of this process are not the worker's business. Node 22 warns of its own SQLite at each start; ours is held to
  // the same conformance on every Node.
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  return new Worker(await moduleOf(name), { name, execArgv, workerData });
}

async function moduleOf(name: string): Promise<URL> {
  if (!import.meta.url.endsWith('.ts')) return new URL(`./${name}.worker.js`, import.meta.url);
  const { bundled } = await import('./from-source.ts');
  return bundled(new URL(`./${name}.worker.ts`, import.meta.url));
}
