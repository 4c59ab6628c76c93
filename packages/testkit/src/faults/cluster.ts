/**
 * Several nodes on one PostgreSQL and one Redis, with a proxy on every way between them, so that each can be broken alone:
 * clients -> front -> nodes, node -> database, node -> bus.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type ServerProcess, startServerProcess } from '../process/server-process.ts';
import { type PostgresServer, startPostgres } from '../services/postgres.ts';
import { type RedisServer, startRedis } from '../services/redis.ts';
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
}

export interface Cluster {
  /** Where clients connect: each connection goes to the next node that takes it. */
  readonly url: string;
  readonly front: TcpProxy;
  readonly nodes: readonly ClusterNode[];
  readonly postgres: PostgresServer;
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
}

const ENV = {
  JWT_SECRET: 'a secret that the nodes of this cluster share',
  LIMIT_COMMANDS_PER_SECOND: '0',
  LIMIT_SIGNALS_PER_SECOND: '0',
  LIMIT_CONNECTIONS_PER_SECOND: '0',
  LIMIT_REGISTRATIONS_PER_SECOND: '0',
  POSITION_CHECK_MS: '2000',
};

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-cluster-'));
  const undo: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step().catch(() => undefined);
  };
  try {
    const postgres = await startPostgres(options.postgres);
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
      const env = {
        ...ENV,
        ...options.env,
        DATABASE_URL: through(databaseUrl, toDatabase),
        REDIS_URL: through(redis.url, toBus),
      };
      const { imports = [] } = options;
      const dataDir = join(folder, `node-${n}`);
      const node = await startNode({ dataDir, port, env, imports }, toDatabase, toBus);
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
    return { url: `http://127.0.0.1:${front.port}`, front, nodes, postgres, redis, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function startNode(
  options: Parameters<typeof startServerProcess>[0],
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
