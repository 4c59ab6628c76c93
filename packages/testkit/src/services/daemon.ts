/** A program started privately, which ends with us, in a folder that is thrown away with it. */

import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Person, startChild } from '../process/child.ts';
import { freePort } from './free-port.ts';

/** Who a service runs as when we are root: the first of `names` this machine knows; undefined when not root. */
export function unprivileged(names: readonly string[]): Person | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of [...names, 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields?.[2] !== undefined && fields[3] !== undefined) {
      return { uid: Number(fields[2]), gid: Number(fields[3]) };
    }
  }
  throw new Error('no user to run a service as: this machine has no nobody');
}

/** A new folder of that person's own, in `within` or among the machine's temporary ones. */
export function privateFolder(name: string, owner: Person | undefined, within = tmpdir()): string {
  const folder = mkdtempSync(join(within, `parley-${name}-`));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

export interface DaemonSpec {
  readonly program: string;
  readonly args: readonly string[];
  readonly as: Person | undefined;
  readonly cwd: string;
  /** Text of its output, on either stream, that says it serves. */
  readonly ready: string;
  /** How long it may take to get there. */
  readonly timeoutMs?: number;
  /** What ends it when this process goes: SIGKILL, unless it has children of its own to take along. */
  readonly ends?: 'SIGKILL' | 'SIGTERM';
}

/** A running program: `stop` resolves when it is gone, and may be called twice. */
export interface Daemon {
  readonly pid: number;
  stop(signal: NodeJS.Signals): Promise<void>;
}

const folders = new Set<string>();
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Removes the folder now, or at the latest when this process exits. */
export const throwAway = (folder: string) => ({
  atExit: () => void folders.add(folder),
  now: () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    folders.delete(folder);
  },
});

/** Starts it and waits until it serves; rejects with its own output when it doesn't. */
export async function startDaemon(spec: DaemonSpec): Promise<Daemon> {
  const { ends = 'SIGKILL' } = spec;
  const child = startChild(spec.program, spec.args, { cwd: spec.cwd, as: spec.as, ends });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => {
      child.kill(ends);
      reject(new Error(`${spec.program} ${why}\n${output}`));
    };
    const timer = setTimeout(() => fail('did not become ready'), spec.timeoutMs ?? 30_000);
    const hear = (chunk: Buffer) => {
      output = `${output}${chunk.toString()}`.slice(-8000);
      if (!output.includes(spec.ready)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? signal}`);
    });
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('a running program has a process id');
  return {
    pid,
    async stop(signal) {
      child.kill(signal);
      await gone;
    },
  };
}

/** Runs it to its end as that person; throws with its output when it fails. */
export function runOnce(program: string, args: readonly string[], as: Person | undefined, cwd: string): void {
  const person = as === undefined ? {} : { uid: as.uid, gid: as.gid };
  const { status, stderr, stdout, error } = spawnSync(program, [...args], {
    cwd,
    ...person,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} failed\n${stdout}${stderr}`);
}

/** Between finding a port free and listening on it, another process may take it: then the next one is tried. */
export async function onFreePort(
  start: (port: number) => Promise<Daemon>,
): Promise<{ daemon: Daemon; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { daemon: await start(port), port };
    } catch (error) {
      const taken = error instanceof Error && /address already in use/i.test(error.message);
      if (!taken || attempt === 5) throw error;
    }
  }
}
