/** Lets a worker thread run TypeScript in development and tests: `--import tsx` does not reach threads of Node 20. */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.source);
