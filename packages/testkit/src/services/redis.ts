/** A private Redis that keeps nothing, alone or as a small cluster. */
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  type Daemon,
  freePort,
  onFreePort,
  privateFolder,
  startDaemon,
  throwAway,
  unprivileged,
} from './daemon.ts';
import { findProgram, REDIS } from './programs.ts';

/** The path of redis-server, or undefined where there is none. */
export const findRedis = (): string | undefined => findProgram(REDIS);

export interface RedisServer {
  readonly url: string;
  /** Ends it at once, losing what it held. */
  lose(): Promise<void>;
  /** Brings a lost one back on the same port, empty. */
  comeBack(): Promise<void>;
  /** It stops answering, its connections staying as they are, until it is resumed or lost. */
  freeze(): void;
  resume(): void;
  stop(): Promise<void>;
}

export interface RedisCluster {
  /** All its masters, separated by commas. */
  readonly url: string;
  readonly masters: readonly RedisServer[];
  stop(): Promise<void>;
}

/** Starts one; `program` is what `findRedis` found. */
export const startRedis = (program: string): Promise<RedisServer> => startServer(program, () => []);

/** Says one line to a Redis and gives its answer, as the protocol writes it. */
export function askRedis(url: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().trim());
    });
    socket.write(`${line}\r\n`);
  });
}

const MASTERS = 3;
const SLOTS = 16_384;

/** Three masters that share the slots, without replicas; resolves once each says that all is well. */
export async function startRedisCluster(program: string): Promise<RedisCluster> {
  const masters = await Promise.all(Array.from({ length: MASTERS }, () => startMaster(program)));
  const [first, ...others] = masters;
  for (const [index, { server }] of masters.entries()) {
    const from = Math.ceil((index * SLOTS) / MASTERS);
    const to = Math.ceil(((index + 1) * SLOTS) / MASTERS) - 1;
    await must(server.url, `CLUSTER ADDSLOTSRANGE ${from} ${to}`);
  }
  for (const { server, busPort } of others) {
    await must(first?.server.url ?? '', `CLUSTER MEET 127.0.0.1 ${new URL(server.url).port} ${busPort}`);
  }
  await Promise.all(masters.map(({ server }) => untilWhole(server.url)));
  const servers = masters.map(({ server }) => server);
  return {
    url: servers.map(({ url }) => url).join(','),
    masters: servers,
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

async function startMaster(program: string): Promise<{ server: RedisServer; busPort: number }> {
  const busPort = await freePort();
  const server = await startServer(program, (folder) => [
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort)],
    ...['--cluster-config-file', join(folder, 'nodes.conf'), '--cluster-node-timeout', '2000'],
  ]);
  return { server, busPort };
}

async function must(url: string, line: string): Promise<void> {
  const answer = await askRedis(url, line);
  if (answer !== '+OK') throw new Error(`${line}: ${answer}`);
}

async function untilWhole(url: string): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    const info = await askRedis(url, 'CLUSTER INFO');
    if (/cluster_state:ok/.test(info) && info.includes(`cluster_size:${MASTERS}`)) return;
    if (Date.now() > until) throw new Error(`the cluster did not come together:\n${info}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function startServer(program: string, more: (folder: string) => string[]): Promise<RedisServer> {
  const as = unprivileged(['redis']);
  const folder = privateFolder('redis', as);
  const folderEnd = throwAway(folder);
  folderEnd.atExit();
  const start = (on: number): Promise<Daemon> =>
    startDaemon({
      program,
      args: [
        ...['--port', String(on), '--bind', '127.0.0.1', '--dir', folder],
        ...['--save', '', '--appendonly', 'no'],
        ...more(folder),
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
    freeze: () => void process.kill(daemon.pid, 'SIGSTOP'),
    resume: () => void process.kill(daemon.pid, 'SIGCONT'),
    async stop() {
      await daemon.stop('SIGKILL');
      folderEnd.now();
    },
  };
}
