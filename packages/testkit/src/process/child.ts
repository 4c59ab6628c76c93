/**
 * A program that never outlives the process that started it: it is ended when that process exits and, where util-linux's
 * setpriv is (Linux), by the kernel when that process is killed. The kernel means the thread that called: start none
 * in a worker thread that ends before it should.
 */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface Person {
  readonly uid: number;
  readonly gid: number;
}

export interface ChildOptions {
  readonly cwd?: string | undefined;
  /** Ours, unless told. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Whom it runs as; ourselves, unless told. */
  readonly as?: Person | undefined;
  /** What ends it with us: SIGKILL, unless it has children of its own to take along. */
  readonly ends?: 'SIGKILL' | 'SIGTERM' | undefined;
}

/** It reads nothing, and its output is ours to read. */
export type Child = ChildProcessByStdio<null, Readable, Readable>;

const running = new Map<Child, NodeJS.Signals>();
process.on('exit', () => {
  for (const [child, ends] of running) child.kill(ends);
});

let deathSignal: boolean | undefined;

function hasDeathSignal(): boolean {
  deathSignal ??= spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
  return deathSignal;
}

/** Its process id is the program's own: setpriv becomes it. */
export function startChild(program: string, args: readonly string[], options: ChildOptions = {}): Child {
  const { cwd, env = process.env, as, ends = 'SIGKILL' } = options;
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = hasDeathSignal()
    ? spawn('setpriv', [...setprivArgs(as, ends), '--', program, ...args], { cwd, env, stdio })
    : spawn(program, args, { cwd, env, stdio, ...(as && { uid: as.uid, gid: as.gid }) });
  running.set(child, ends);
  child.once('close', () => running.delete(child));
  return child;
}

const setprivArgs = (as: Person | undefined, ends: NodeJS.Signals): string[] => [
  '--pdeathsig',
  ends.slice('SIG'.length),
  ...(as === undefined ? [] : ['--reuid', String(as.uid), '--regid', String(as.gid), '--clear-groups']),
];
