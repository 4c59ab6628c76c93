/** A small private Redis Cluster that keeps nothing: three masters that share the slots. */

import { join } from 'node:path';
import type { Certificate } from './certificate.ts';
import { freePort } from './free-port.ts';
import { askRedis, type RedisServer, startWith } from './redis.ts';

export interface RedisCluster {
  /** All its masters as they were at first, separated by commas. */
  readonly url: string;
  readonly masters: readonly RedisServer[];
  stop(): Promise<void>;
}

export interface RedisClusterOptions {
  /** Whether each master has one, which takes its place when it is lost. */
  readonly replicas?: boolean;
  /** All of it speaks TLS with this, among its nodes too. */
  readonly tls?: Certificate;
}

interface Node {
  readonly server: RedisServer;
  readonly busPort: number;
}

const MASTERS = 3;
const SLOTS = 16_384;
/** After this a silent node counts as failed. */
const NODE_TIMEOUT_MS = 2_000;

/** Resolves once each node says that all is well. */
export async function startRedisCluster(
  program: string,
  { replicas = false, tls }: RedisClusterOptions = {},
): Promise<RedisCluster> {
  const masters = await nodes(program, tls);
  const standIns = replicas ? await nodes(program, tls) : [];
  const all = [...masters, ...standIns];
  const [first, ...others] = all;
  for (const [index, { server }] of masters.entries()) {
    const from = Math.ceil((index * SLOTS) / MASTERS);
    const to = Math.ceil(((index + 1) * SLOTS) / MASTERS) - 1;
    await must(server.url, `CLUSTER ADDSLOTSRANGE ${from} ${to}`);
  }
  for (const { server, busPort } of others) {
    await must(first?.server.url ?? '', `CLUSTER MEET 127.0.0.1 ${new URL(server.url).port} ${busPort}`);
  }
  await Promise.all(all.map(({ server }) => untilWhole(server.url)));
  for (const [index, { server }] of standIns.entries()) {
    const [, id] = (await askRedis(masters[index]?.server.url ?? '', 'CLUSTER MYID')).split('\r\n');
    await must(server.url, `CLUSTER REPLICATE ${id}`);
  }
  await Promise.all(
    standIns.map(({ server }) => until(server.url, 'INFO replication', /master_link_status:up/)),
  );
  const servers = masters.map(({ server }) => server);
  return {
    url: servers.map(({ url }) => url).join(','),
    masters: servers,
    stop: async () => {
      await Promise.all(all.map(({ server }) => server.stop()));
    },
  };
}

const nodes = (program: string, tls: Certificate | undefined): Promise<Node[]> =>
  Promise.all(Array.from({ length: MASTERS }, () => startNode(program, tls)));

async function startNode(program: string, tls: Certificate | undefined): Promise<Node> {
  const busPort = await freePort();
  const server = await startWith(program, {
    tls,
    settings: (folder) => [
      ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort)],
      ...['--cluster-config-file', join(folder, 'nodes.conf')],
      ...['--cluster-node-timeout', String(NODE_TIMEOUT_MS), '--repl-diskless-sync-delay', '0'],
      ...(tls ? ['--tls-cluster', 'yes', '--tls-replication', 'yes'] : []),
    ],
  });
  return { server, busPort };
}

async function must(url: string, line: string): Promise<void> {
  const answer = await askRedis(url, line);
  if (answer !== '+OK') throw new Error(`${line}: ${answer}`);
}

const untilWhole = (url: string) =>
  until(url, 'CLUSTER INFO', new RegExp(`cluster_state:ok[^]*cluster_size:${MASTERS}`));

async function until(url: string, line: string, says: RegExp): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    const info = await askRedis(url, line);
    if (says.test(info)) return;
    if (Date.now() > end) throw new Error(`the cluster did not come together:\n${info}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
