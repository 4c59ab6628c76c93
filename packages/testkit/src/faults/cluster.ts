/**
 * Several nodes on one PostgreSQL and one Redis, with a proxy on every way between them, so that each can be broken alone:
 * clients -> front -> nodes, node -> database, node -> bus.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NO_LIMITS, type ServerProcess, startServerProcess } from '../process/server-process.ts';
import { freePort } from '../services/free-port.ts';
import { type PostgresServer, startPostgres } from '../services/postgres.ts';
import { type RedisServer, startRedis } from '../services/redis.ts';
import { type SmallDisk, smallDisk } from '../services/small-disk.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export interface ClusterNode {
  /** Its own address, past the front. */
  readonly url: string;
  readonly toDatabase: TcpProxy;
  readonly toBus: TcpProxy;
  /** SIGSTOP and SIGCONT. */
  pause(): void;
  resume(): void;
  /** Ends it; `start` brings it back on the same port and data. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  start(): Promise<void>;
  /** Makes its wall clock wrong by so much, also after a restart; 0: right. */
  skewClock(ms: number): void;
  /** What it printed since it was started last. */
  output(): string;
}

export interface Cluster {
  /** Where clients connect: each connection goes to the next node that takes it. */
  readonly url: string;
  readonly front: TcpProxy;
  readonly nodes: readonly ClusterNode[];
  readonly postgres: PostgresServer;
  /** What PostgreSQL keeps its data on; undefined unless asked for, and where none can be mounted. */
  readonly disk: SmallDisk | undefined;
  readonly redis: RedisServer;
  close(): Promise<void>;
}

export interface ClusterOptions {
  /** What `findPostgres` and `findRedis` found. */
  readonly postgres: string;
  readonly redis: string;
  readonly nodes: number;
  /** Modules imported before each node. */
  readonly imports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Gives PostgreSQL a disk of this size in memory, which can be filled. */
  readonly diskMegabytes?: number;
}

const ENV = {
  JWT_SECRET: 'a secret that the nodes of this cluster share',
  ...NO_LIMITS,
  POSITION_CHECK_MS: '2000',
  // So that who vanishes is missed within a story.
  PING_INTERVAL_MS: '3000',
  PING_TIMEOUT_MS: '3000',
  PRESENCE_GRACE_MS: '5000',
  // A slow reader is noticed after this and what the operating system holds for it.
  QUEUE_MAX_BYTES: '131072',
};

/** On a small disk old segments of the write-ahead log are given back soon. */
const THRIFTY = { max_wal_size: '64MB', min_wal_size: '32MB' };
const JUMPING_CLOCK = fileURLToPath(new URL('./jumping-clock.ts', import.meta.url));

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-cluster-'));
  const undo: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step().catch(() => undefined);
  };
  try {
    const disk = options.diskMegabytes === undefined ? undefined : smallDisk(options.diskMegabytes);
    if (disk) undo.push(async () => disk.unmount());
    const settings = disk ? THRIFTY : {};
    const postgres = await startPostgres(options.postgres, { settings, within: disk?.folder });
    undo.push(() => postgres.stop());
    const redis = await startRedis(options.redis);
    undo.push(() => redis.stop());
    const databaseUrl = await postgres.createDatabase();
    const ports: number[] = [];
    const nodes: ClusterNode[] = [];
    for (let n = 0; n < options.nodes; n += 1) {
      const port = await freePort();
      const toDatabase = await startTcpProxy(() => [portOf(databaseUrl)]);
      const toBus = await startTcpProxy(() => [portOf(redis.url)]);
      undo.push(toDatabase.close, toBus.close);
      const dataDir = join(folder, `node-${n}`);
      const clockFile = join(folder, `clock-${n}`);
      writeFileSync(clockFile, '0');
      const env = {
        ...ENV,
        ...options.env,
        CLOCK_FILE: clockFile,
        DATABASE_URL: through(databaseUrl, toDatabase),
        REDIS_URL: through(redis.url, toBus),
      };
      const imports = [JUMPING_CLOCK, ...(options.imports ?? [])];
      const node = await startNode({ dataDir, port, env, imports }, clockFile, toDatabase, toBus);
      undo.push(() => node.end('SIGKILL'));
      ports.push(port);
      nodes.push(node);
    }
    let next = 0;
    const front = await startTcpProxy(() => {
      next += 1;
      return ports.map((_, index) => ports[(index + next) % ports.length] ?? 0);
    });
    undo.push(front.close);
    return { url: `http://127.0.0.1:${front.port}`, front, nodes, postgres, disk, redis, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function startNode(
  options: Parameters<typeof startServerProcess>[0],
  clockFile: string,
  toDatabase: TcpProxy,
  toBus: TcpProxy,
): Promise<ClusterNode> {
  let server: ServerProcess | null = await startServerProcess(options);
  return {
    url: server.url,
    toDatabase,
    toBus,
    pause: () => server?.signal('SIGSTOP'),
    resume: () => server?.signal('SIGCONT'),
    end: async (signal) => {
      const ending = server;
      server = null;
      await ending?.end(signal);
    },
    start: async () => {
      server ??= await startServerProcess(options);
    },
    skewClock: (ms) => writeFileSync(clockFile, String(ms)),
    output: () => server?.output() ?? '',
  };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function through(url: string, proxy: TcpProxy): string {
  const proxied = new URL(url);
  proxied.port = String(proxy.port);
  return proxied.href;
}
