/** Parley as it is built and run: its default, durable mode; only the rate limits are off. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Running, startRunning } from './running.ts';

/** PARLEY_SERVER names the `server.js` of another build, to compare two. */
const ENTRY =
  process.env.PARLEY_SERVER ??
  fileURLToPath(new URL('../../packages/server/dist/main/server.js', import.meta.url));

export const isOtherBuild = process.env.PARLEY_SERVER !== undefined;

/** Said in every report. */
export const PARLEY_SETTINGS: Readonly<Record<string, string>> = {
  REGISTRATION: 'open',
  LOG_LEVEL: 'warn',
  LIMIT_COMMANDS_PER_SECOND: '0',
  LIMIT_SIGNALS_PER_SECOND: '0',
  LIMIT_STROKES_PER_SECOND: '0',
  LIMIT_CONNECTIONS_PER_SECOND: '0',
  LIMIT_REGISTRATIONS_PER_SECOND: '0',
};

/** Shared by all servers of this run, so that the world's tokens hold on each of them. */
const JWT_SECRET = randomBytes(32).toString('base64url');

export interface ParleyOptions {
  readonly dataDir: string;
  readonly prefix: readonly string[];
  readonly nodeFlags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export function startParley({ dataDir, prefix, nodeFlags = [], env = {} }: ParleyOptions): Promise<Running> {
  if (!existsSync(ENTRY)) throw new Error(`the server is not built (${ENTRY}): npm run build`);
  const [program = process.execPath, ...rest] = [...prefix, process.execPath];
  return startRunning({
    args: [program, ...rest, ...nodeFlags, ENTRY],
    // Not the repository: a `.env` there is somebody's own.
    cwd: dataDir,
    env: { ...env, ...PARLEY_SETTINGS, JWT_SECRET, DATA_DIR: dataDir, NODE_ENV: 'production' },
  });
}

/** Moves the database in a data directory, which no server may be using, into the empty one at `url`. */
export async function migrateParley(dataDir: string, url: string): Promise<void> {
  const cli = join(dirname(ENTRY), 'cli.js');
  await promisify(execFile)(process.execPath, [cli, 'migrate-db', '--to', url], {
    cwd: dataDir,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir },
  });
}
