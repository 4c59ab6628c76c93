/** A server started for a test ends with the process that started it, however that one ends. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freePort } from '../services/free-port.ts';

// Two processes, one after the other, each compiled on the way when run from source: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-bound-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const SERVER_PROCESS = import.meta.resolve('./server-process.ts');
const STARTS_A_SERVER = `
  const { startServerProcess } = await import(${JSON.stringify(SERVER_PROCESS)});
  const [dataDir, port] = process.argv.slice(1);
  await startServerProcess({ dataDir, port: Number(port) });
  console.log('started');
  process.once('SIGTERM', () => process.exit(0));
`;

/** A process that started a server, which answers. */
async function starter() {
  const port = await freePort();
  const flags = ['--import', 'tsx', '--conditions=parley:source', '--input-type=module', '--eval'];
  const child = spawn(process.execPath, [...flags, STARTS_A_SERVER, join(folder, 'data'), String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  expect(String((await once(child.stdout, 'data'))[0])).toBe('started\n');
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => status,
      () => 'nobody',
    );
  expect(await answers()).toBe(200);
  return { child, answers };
}

test.skipIf(process.platform !== 'linux')('one that is killed leaves no server', async () => {
  const { child, answers } = await starter();
  child.kill('SIGKILL');
  await once(child, 'exit');
  await expect.poll(answers, { timeout: 10_000 }).toBe('nobody');
});

test('one that exits in the middle leaves no server', async () => {
  const { child, answers } = await starter();
  child.kill('SIGTERM');
  await once(child, 'exit');
  await expect.poll(answers, { timeout: 10_000 }).toBe('nobody');
});
