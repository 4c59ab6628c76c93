/** Runs the load generator's process, pinned to a core, through one job. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromGenerator, Moment, Report, ToGenerator } from '../load/job.ts';
import { pinned, type Role } from './process.ts';

const ENTRY = fileURLToPath(new URL('../load/generator.ts', import.meta.url));

/**
 * The generator waits at each moment until `at` has resolved. Resolves to null for a job without a report. It has its role's
 * core, or shares the servers' where something else is to have the other.
 */
export async function generate(
  job: ToGenerator,
  last: Moment,
  at: (moment: Moment) => Promise<void>,
  core: Role = 'generator',
): Promise<Report | null> {
  const [program = process.execPath, ...rest] = [...pinned(core), process.execPath];
  const child = spawn(program, [...rest, '--import', 'tsx', '--conditions=parley:source', ENTRY], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    return await new Promise<Report | null>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)));
      child.once('error', reject);
      // Our own generator is the only one that talks here, so the shape is trusted.
      child.on('message', (message: FromGenerator) => {
        if (message.kind === 'report') resolve(message.report);
        else if (message.kind === 'failed') reject(new Error(`the load generator failed: ${message.reason}`));
        else {
          at(message.moment).then(() => {
            if (message.moment === last && job.kind === 'idle') resolve(null);
            else child.send({ kind: 'go-on' } satisfies ToGenerator);
          }, reject);
        }
      });
      child.send(job);
    });
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}
