/** Several nodes behind nginx on a private PostgreSQL and Redis, all on throw-away data. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwAway } from '../services/daemon.ts';
import { freePort } from '../services/free-port.ts';
import { findNginx, startNginx } from '../services/nginx.ts';
import { findPostgres, startPostgres } from '../services/postgres.ts';
import { NGINX, POSTGRES, type Program, REDIS } from '../services/programs.ts';
import { findRedis, startRedis } from '../services/redis.ts';
import { type ServerProcess, type ServerProcessOptions, startServerProcess } from './server-process.ts';

export interface DeploymentOptions {
  /** How many, at least one. */
  readonly nodes: number;
  /** Where nginx listens; a free port unless given. */
  readonly port?: number;
  readonly from?: ServerProcessOptions['from'];
  /** Settings of every node, besides those that make them one deployment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Deployment {
  /** nginx. */
  readonly url: string;
  /** Those that run now. */
  readonly nodes: readonly ServerProcess[];
  readonly owner: { readonly username: string; readonly password: string };
  /** Ends one node by SIGTERM and starts it anew; resolves when it is ready. */
  restart(index: number): Promise<void>;
  /** Ends everything and throws the data away. */
  stop(): Promise<void>;
}

/** Throws when this machine lacks a program, naming it, and when something does not start; nothing is left running then. */
export async function startDeployment(options: DeploymentOptions): Promise<Deployment> {
  const programs = {
    postgres: needed(POSTGRES, findPostgres()),
    redis: needed(REDIS, findRedis()),
    nginx: needed(NGINX, findNginx()),
  };
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const folder = mkdtempSync(join(tmpdir(), 'parley-deployment-'));
    const folderEnd = throwAway(folder);
    folderEnd.atExit();
    undo.push(folderEnd.now);
    const postgres = await startPostgres(programs.postgres);
    undo.push(postgres.stop);
    const redis = await startRedis(programs.redis);
    undo.push(redis.stop);

    const ports: number[] = [];
    while (ports.length < options.nodes) ports.push(await freePort());
    const nginx = await startNginx(programs.nginx, {
      nodes: ports,
      ...(options.port === undefined ? {} : { port: options.port }),
    });
    undo.push(nginx.stop);

    const owner = { username: 'owner', password: randomBytes(9).toString('base64url') };
    const env = {
      ...options.env,
      DATABASE_URL: await postgres.createDatabase(),
      REDIS_URL: redis.url,
      PUBLIC_URL: nginx.url,
      TRUST_PROXY: '1',
      JWT_SECRET: randomBytes(32).toString('base64url'),
      OWNER_USERNAME: owner.username,
      OWNER_EMAIL: 'owner@example.org',
      OWNER_PASSWORD: owner.password,
    };
    const nodes: ServerProcess[] = [];
    undo.push(() => Promise.all(nodes.map((node) => node.end('SIGTERM'))));
    // One after the other: the first one makes the tables and the owner.
    const start = (port: number, index: number) =>
      startServerProcess({ dataDir: join(folder, `node${index + 1}`), port, env, from: options.from });
    for (const [index, port] of ports.entries()) nodes.push(await start(port, index));
    const restart = async (index: number) => {
      const node = nodes[index];
      if (!node) throw new Error(`there is no node ${index}`);
      await node.end('SIGTERM');
      nodes[index] = await start(node.port, index);
    };
    return { url: nginx.url, nodes, owner, restart, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

function needed<Found>(program: Program, found: Found | undefined): Found {
  if (found === undefined) {
    throw new Error(
      `${program.name} is not on this machine (Debian: apt-get install ${program.debianPackage})`,
    );
  }
  return found;
}
