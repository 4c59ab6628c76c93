/** Parley as it is built and run: its default, durable mode; only the rate limits are off. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Running, startRunning } from './running.ts';

/** PARLEY_SERVER names the `server.js` of another build, to compare two. */
const ENTRY =
  process.env.PARLEY_SERVER ??
  fileURLToPath(new URL('../../packages/server/dist/main/server.js', import.meta.url));

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
    env: { ...env, ...PARLEY_SETTINGS, DATA_DIR: dataDir, NODE_ENV: 'production' },
  });
}
