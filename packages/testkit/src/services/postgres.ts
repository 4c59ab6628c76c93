/** A private PostgreSQL with throw-away data, as durable as a real one unless told otherwise. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { onFreePort, privateFolder, runOnce, startDaemon, throwAway, unprivileged } from './daemon.ts';
import { findFolder, POSTGRES } from './programs.ts';

/** The folder of PostgreSQL's programs, or undefined where there is none. */
export function findPostgres(): string | undefined {
  return findFolder(['postgres', 'initdb'], POSTGRES.places);
}

export interface PostgresServer {
  /** Of the database `postgres`. */
  readonly url: string;
  /** Of the process all others of it descend from; another one after a restart. */
  readonly pid: number;
  /** Makes an empty database, or a copy of the one at `template`, to which nobody may be connected; gives its URL. */
  createDatabase(template?: string): Promise<string>;
  /** Ends it (`crash`: at once, as a power cut would) and starts it again on the same port and data. */
  restart(how?: 'clean' | 'crash'): Promise<void>;
  /** The first half of a restart: it is gone until `comeBack`. */
  lose(how?: 'clean' | 'crash'): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Settings of postgresql.conf, over the small ones chosen here. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where its data goes: on a disk of its own, for instance. */
  readonly within?: string | undefined;
}

const SMALL = {
  listen_addresses: '127.0.0.1',
  shared_buffers: '16MB',
  max_connections: '100',
  // What the server says must not depend on who runs the tests.
  lc_messages: 'C',
  timezone: 'UTC',
};

const USER = 'parley';

/** Starts one; `bin` is what `findPostgres` found. Costs about two seconds, so a suite starts one for all its tests. */
export async function startPostgres(bin: string, options: PostgresOptions = {}): Promise<PostgresServer> {
  const as = unprivileged(['postgres']);
  const folder = privateFolder('postgres', as, options.within);
  const folderEnd = throwAway(folder);
  folderEnd.atExit();
  const data = join(folder, 'data');
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  runOnce(
    join(bin, 'initdb'),
    ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', `--locale=${locale}`, '--no-sync'],
    as,
    folder,
  );
  const settings = Object.entries({ ...SMALL, unix_socket_directories: folder, ...options.settings });
  const start = (port: number) =>
    startDaemon({
      program: join(bin, 'postgres'),
      args: [
        '-D',
        data,
        '-p',
        String(port),
        ...settings.flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      as,
      cwd: folder,
      ready: 'database system is ready to accept connections',
    });
  let { daemon, port } = await onFreePort(start);
  const urlOf = (database: string) => `postgres://${USER}@127.0.0.1:${port}/${database}`;
  const lose = (how: 'clean' | 'crash' = 'clean') => daemon.stop(how === 'crash' ? 'SIGQUIT' : 'SIGINT');
  const comeBack = async () => {
    daemon = await start(port);
  };
  return {
    url: urlOf('postgres'),
    get pid() {
      return daemon.pid;
    },
    lose,
    comeBack,
    async createDatabase(template) {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      const copied = template === undefined ? '' : ` TEMPLATE ${new URL(template).pathname.slice(1)}`;
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      try {
        await client.query(`CREATE DATABASE ${name}${copied}`);
      } finally {
        await client.end();
      }
      return urlOf(name);
    },
    async restart(how) {
      await lose(how);
      await comeBack();
    },
    async stop() {
      // Its data is thrown away, so nothing is worth a clean shutdown.
      await daemon.stop('SIGQUIT');
      folderEnd.now();
    },
  };
}
