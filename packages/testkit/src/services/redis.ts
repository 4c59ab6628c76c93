/** A private Redis that keeps nothing. */
import { onFreePort, privateFolder, startDaemon, throwAway, unprivileged } from './daemon.ts';
import { findProgram, REDIS } from './programs.ts';

/** The path of redis-server, or undefined where there is none. */
export const findRedis = (): string | undefined => findProgram(REDIS);

export interface RedisServer {
  readonly url: string;
  /** Ends it at once, losing what it held. */
  lose(): Promise<void>;
  /** Brings a lost one back on the same port, empty. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one; `program` is what `findRedis` found. */
export async function startRedis(program: string): Promise<RedisServer> {
  const as = unprivileged(['redis']);
  const folder = privateFolder('redis', as);
  const folderEnd = throwAway(folder);
  folderEnd.atExit();
  const start = (on: number) =>
    startDaemon({
      program,
      args: [
        '--port',
        String(on),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        folder,
      ],
      as,
      cwd: folder,
      ready: 'Ready to accept connections',
    });
  let { daemon, port } = await onFreePort(start);
  return {
    url: `redis://127.0.0.1:${port}`,
    lose: () => daemon.stop('SIGKILL'),
    async comeBack() {
      daemon = await start(port);
    },
    async stop() {
      await daemon.stop('SIGKILL');
      folderEnd.now();
    },
  };
}
