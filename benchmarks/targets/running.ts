/** A server's process: started, waited for until it is ready, ended. */

import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '@parley/testkit/services/free-port';
import { elapsed } from '../load/elapsed.ts';

const READY_WITHIN_MS = 30_000;
const READY_POLL_MS = 5;
/** Within it a server goes by itself, and writes its profile. */
const END_WITHIN_MS = 15_000;

export interface Running {
  readonly pid: number;
  readonly port: number;
  /** Milliseconds from its start until `/readyz` answered 200. */
  readonly readyMs: number;
  /** Ends it and resolves when it is gone. Rejects with what it printed when it had ended by itself. */
  end(): Promise<void>;
  /** Asks the process for a signal's doing. */
  signal(name: NodeJS.Signals): void;
}

export interface Command {
  /** The program and what it is given. */
  readonly args: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** For a program that is told its port by a file. */
  readonly prepare?: (port: number) => Promise<void>;
  /** What ends it when it does not go by itself: SIGKILL, unless it has children of its own to take along. */
  readonly ends?: 'SIGKILL' | 'SIGTERM';
}

/** PORT is added to the environment, and nothing else but PATH and HOME is inherited. */
export async function startRunning({ args, cwd, env, prepare, ends = 'SIGKILL' }: Command): Promise<Running> {
  const port = await freePort();
  await prepare?.(port);
  const startedAt = performance.now();
  const [program, ...rest] = args;
  const child = spawn(program, rest, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // Also when this process ends in the middle.
  const kill = () => child.kill(ends);
  process.once('exit', kill);
  const end = async () => {
    process.off('exit', kill);
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(
        `a server ended by itself (${child.exitCode ?? child.signalCode}):\n${output.join('')}`,
      );
    }
    child.kill('SIGTERM');
    const lingers = setTimeout(kill, END_WITHIN_MS);
    await gone;
    clearTimeout(lingers);
  };
  try {
    await ready(child, port);
  } catch (cause) {
    kill();
    await gone;
    process.off('exit', kill);
    throw new Error(`${args.join(' ')} did not start: ${String(cause)}\n${output.join('')}`);
  }
  const { pid } = child;
  if (pid === undefined) throw new Error('a process that answers has an id');
  return {
    pid,
    port,
    readyMs: performance.now() - startedAt,
    end,
    signal: (name) => child.kill(name),
  };
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await elapsed(READY_POLL_MS);
  }
  throw new Error('it was not ready in time');
}
