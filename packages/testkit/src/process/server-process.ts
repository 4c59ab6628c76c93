/** A whole server as its own process, from source or as built, so that tests can kill it. It ends with us. */
import { type Child, startChild } from './child.ts';
import { type From, programArgs } from './programs.ts';

/** Stories write and come back faster than people do. */
export const NO_LIMITS = {
  LIMIT_COMMANDS_PER_SECOND: '0',
  LIMIT_SIGNALS_PER_SECOND: '0',
  LIMIT_CONNECTIONS_PER_SECOND: '0',
  LIMIT_REGISTRATIONS_PER_SECOND: '0',
} as const;

/** Other suites may have the cores meanwhile. */
const READY_WITHIN_MS = 60_000;

export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** Stops it where it is (SIGSTOP), or lets it go on (SIGCONT): it never notices. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it and resolves when it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

export interface ServerProcessOptions {
  readonly dataDir: string;
  /** Kept over restarts, so that clients find it again. */
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Modules imported before it, from source only: what harms it on purpose. */
  readonly imports?: readonly string[];
  readonly from?: From | undefined;
}

/** Starts it and resolves when `/readyz` answers 200. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const imports = (options.imports ?? []).flatMap((path) => ['--import', path]);
  const program = programArgs('server', imports.length > 0 ? 'source' : options.from);
  const child = startChild(process.execPath, [...program.slice(0, -1), ...imports, ...program.slice(-1)], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: String(options.port),
      DATA_DIR: options.dataDir,
      REGISTRATION: 'open',
      LOG_LEVEL: 'warn',
      ...options.env,
    },
  });
  let output = '';
  const gather = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', gather);
  child.stderr.on('data', gather);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${options.port}`;
  await ready(url, child, () => output);
  return {
    url,
    port: options.port,
    output: () => output,
    signal: (signal) => void child.kill(signal),
    end: async (signal) => {
      child.kill(signal);
      await gone;
    },
  };
}

async function ready(url: string, child: Child, output: () => string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready in time:\n${output()}`);
}
