/** Servers for stories: as built, on a free port, with throw-away data. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_LIMITS, type ServerProcess, startServerProcess } from '@parley/testkit/process/server-process';
import { freePort } from '@parley/testkit/services/free-port';

export interface StoryServer {
  readonly url: string;
  readonly output: () => string;
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and throws its data away. */
  dispose(): Promise<void>;
}

export async function startStoryServer(env: Readonly<Record<string, string>> = {}): Promise<StoryServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-story-'));
  const port = await freePort();
  const start = () =>
    startServerProcess({
      dataDir,
      port,
      from: 'build',
      env: { ...NO_LIMITS, PUBLIC_URL: `http://127.0.0.1:${port}`, ...env },
    });
  let running: ServerProcess | null = await start();
  const kill = async () => {
    await running?.end('SIGKILL');
    running = null;
  };
  return {
    url: running.url,
    output: () => running?.output() ?? '',
    kill,
    restart: async () => {
      running = await start();
    },
    dispose: async () => {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
