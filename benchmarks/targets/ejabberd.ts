/**
 * ejabberd, private: rooms whose archive (XEP-0313) takes in each message before the room reflects it. No TLS and nobody to sign in;
 * of its modules, rooms and the archive alone. Its process belongs to no Erlang network, so no port mapper is left behind.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSqlite, sqliteLibrary } from '@parley/server/adapters/storage/sqlite/library';
import { XMPP_HOST, XMPP_PATH, XMPP_ROOMS } from '../load/xmpp-client.ts';
import { findEjabberd } from './ejabberd-install.ts';
import { clientsOf } from './peer.ts';
import { startRunning } from './running.ts';
import { oneNode, type Target, type TargetName } from './target.ts';

const INSTALL = findEjabberd();
/** As `ejabberdctl` starts it, but for a name in a network. */
const AS_ITS_OWN = ['-noinput', '+P', '250000', '-s', 'ejabberd'];
const DATABASE = 'ejabberd.sqlite';

interface Archive {
  readonly name: TargetName;
  readonly title: string;
  /** Lines of the settings that name the store. */
  readonly settings: (dir: string) => readonly string[];
  readonly prepare: (dir: string) => Promise<void>;
}

const onSqlite = (dir: string) => [
  'default_db: sql',
  'sql_type: sqlite',
  `sql_database: ${JSON.stringify(join(dir, DATABASE))}`,
];

const ARCHIVES: readonly Archive[] = [
  {
    name: 'ejabberd',
    title: 'ejabberd, archive in SQLite as it makes it',
    settings: onSqlite,
    prepare: async () => {},
  },
  {
    name: 'ejabberd-wal',
    title: 'ejabberd, archive in SQLite with a write-ahead log',
    settings: onSqlite,
    prepare: async (dir) => {
      const Database = await loadSqlite(sqliteLibrary());
      const db = new Database(join(dir, DATABASE));
      // The file keeps it; ejabberd makes its tables in it.
      db.exec('pragma journal_mode = wal');
      db.close();
    },
  },
  {
    name: 'ejabberd-mnesia',
    title: 'ejabberd, archive in Mnesia, which syncs nothing',
    settings: () => ['default_db: mnesia'],
    prepare: async () => {},
  },
];

export function ejabberds(): readonly Target[] {
  return ARCHIVES.map(ejabberd);
}

function ejabberd({ name, title, settings, prepare }: Archive): Target {
  return {
    name,
    title,
    lacks: INSTALL.kind === 'found' ? [] : INSTALL.lacks,
    start: async (cast, { dir, prefix }) => {
      if (INSTALL.kind !== 'found') throw new Error('ejabberd is not on this machine');
      const { erlang, libraries } = INSTALL;
      const config = join(dir, 'ejabberd.yml');
      const log = join(dir, 'ejabberd.log');
      const [program = erlang, ...rest] = [...prefix, erlang];
      await prepare(dir);
      const node = await startRunning({
        args: [program, ...rest, ...AS_ITS_OWN, '-mnesia', 'dir', JSON.stringify(dir)],
        cwd: dir,
        env: {
          ERL_LIBS: libraries,
          ERL_CRASH_DUMP_BYTES: '0',
          EJABBERD_CONFIG_PATH: config,
          EJABBERD_LOG_PATH: log,
        },
        prepare: (port) => writeFile(config, [...settings(dir), served(port)].join('\n')),
      });
      const own = {
        ...node,
        // Told to profile itself, Erlang would end.
        signal: () => {},
        end: async () => {
          await node.end();
          await checkLog(log);
        },
      };
      return oneNode(own, clientsOf(cast, [node], 'xmpp'), false);
    },
  };
}

/** A message that could not be stored is reflected all the same, with an id: only the log says that the figures are worth nothing. */
async function checkLog(path: string): Promise<void> {
  const error = /^.*\[(?:error|critical)\].*$/m.exec(await readFile(path, 'utf8'))?.[0];
  if (error === undefined) return;
  throw new Error(`ejabberd did not do what was asked of it: ${error.slice(0, 500)}`);
}

/** What it limits unless told otherwise is not limited. Asked without an upgrade, its door for WebSockets answers 200. */
const served = (port: number) => `
loglevel: warning
hosts: [${XMPP_HOST}]
auth_method: anonymous
anonymous_protocol: sasl_anon
listen:
  - port: ${port}
    ip: 127.0.0.1
    module: ejabberd_http
    backlog: 4096
    request_handlers:
      ${XMPP_PATH}: ejabberd_http_ws
      /readyz: ejabberd_http_ws
modules:
  mod_mam: {}
  mod_muc:
    host: ${XMPP_ROOMS}
    history_size: 0
    max_users: 5000
    default_room_options:
      mam: true
      persistent: true
      max_users: 5000
`;
