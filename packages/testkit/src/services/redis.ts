/** A private Redis that keeps nothing. */

import { chownSync, copyFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import type { Certificate } from './certificate.ts';
import { type Daemon, onFreePort, privateFolder, startDaemon, throwAway, unprivileged } from './daemon.ts';
import { findProgram, REDIS } from './programs.ts';

/** The path of redis-server, or undefined where there is none. */
export const findRedis = (): string | undefined => findProgram(REDIS);

export interface RedisServer {
  readonly url: string;
  /** Another one after it was lost and came back. */
  readonly pid: number;
  /** Ends it at once, losing what it held. */
  lose(): Promise<void>;
  /** Brings a lost one back on the same port, empty. */
  comeBack(): Promise<void>;
  /** It stops answering, its connections staying as they are, until it is resumed or lost. */
  freeze(): void;
  resume(): void;
  stop(): Promise<void>;
}

export interface RedisOptions {
  /** It speaks TLS with this on its port, and nothing else there. */
  readonly tls?: Certificate | undefined;
}

/** Starts one; `program` is what `findRedis` found. */
export const startRedis = (program: string, { tls }: RedisOptions = {}): Promise<RedisServer> =>
  startWith(program, { tls, settings: () => [] });

/** Says one line to a Redis and gives its answer, as the protocol writes it. Over TLS whatever certificate it shows is taken. */
export function askRedis(url: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port, protocol } = new URL(url);
    const at = { host: hostname, port: Number(port) };
    const socket = protocol === 'rediss:' ? connectTls({ ...at, rejectUnauthorized: false }) : connect(at);
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().trim());
    });
    socket.write(`${line}\r\n`);
  });
}

export interface RedisSetUp extends RedisOptions {
  /** More arguments, for one whose own things are in this folder. */
  settings(folder: string): readonly string[];
}

export async function startWith(program: string, { tls, settings }: RedisSetUp): Promise<RedisServer> {
  const as = unprivileged(['redis']);
  const folder = privateFolder('redis', as);
  const folderEnd = throwAway(folder);
  folderEnd.atExit();
  /** Its own copy, which it may read. */
  const own = (file: string) => {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    if (as !== undefined) chownSync(copy, as.uid, as.gid);
    return copy;
  };
  const encrypted = tls && [
    ...['--tls-cert-file', own(tls.cert), '--tls-key-file', own(tls.key)],
    ...['--tls-ca-cert-file', own(tls.cert), '--tls-auth-clients', 'no'],
  ];
  const start = (on: number): Promise<Daemon> =>
    startDaemon({
      program,
      args: [
        ...(encrypted ? ['--port', '0', '--tls-port', String(on), ...encrypted] : ['--port', String(on)]),
        ...['--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'],
        ...settings(folder),
      ],
      as,
      cwd: folder,
      ready: 'Ready to accept connections',
    });
  let { daemon, port } = await onFreePort(start);
  return {
    url: `${tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
    get pid() {
      return daemon.pid;
    },
    lose: () => daemon.stop('SIGKILL'),
    async comeBack() {
      daemon = await start(port);
    },
    freeze: () => void process.kill(daemon.pid, 'SIGSTOP'),
    resume: () => void process.kill(daemon.pid, 'SIGCONT'),
    async stop() {
      await daemon.stop('SIGKILL');
      folderEnd.now();
    },
  };
}
