/** Every kind of value through every pair of databases, and schemas older and newer than the code. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openPostgresSource } from '../../adapters/storage/postgres/transfer-source.ts';
import { openPostgresTarget } from '../../adapters/storage/postgres/transfer-target.ts';
import type { NamedMigration } from '../../adapters/storage/sql/tables.ts';
import type { TransferRow, TransferSource, TransferTable } from '../../adapters/storage/sql/transfer.ts';
import { openSqliteSource } from '../../adapters/storage/sqlite/transfer-source.ts';
import { openSqliteTarget } from '../../adapters/storage/sqlite/transfer-target.ts';
import { fill, type Incoming } from './fill.ts';
import { Progress } from './progress.ts';
import { lineOf, rowOf } from './row-lines.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-fill-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const quiet = new Progress({ write: () => true });

/** One table with every type, whose rows refer to later ones of their own, and one that a later migration adds. */
function migrations(bytes: string): readonly NamedMigration[] {
  const things = async (db: Kysely<unknown>): Promise<void> => {
    await sql
      .raw(
        `create table things (id text primary key, big bigint, small integer not null, real double precision,
          bytes ${bytes}, parent text references things (id))`,
      )
      .execute(db);
    await sql`insert into things (id, small) values ('of the migration itself', 0)`.execute(db);
  };
  const later = async (db: Kysely<unknown>): Promise<void> => {
    await sql`alter table things add column doubled integer not null default 0`.execute(db);
    await sql`update things set doubled = small * 2`.execute(db);
  };
  return [
    { name: 'things/0001-things', migration: { up: things } },
    { name: 'things/0002-later', migration: { up: later } },
  ];
}

const KERNEL = 'kernel/0001-log';
/** Of this version, and not of the older one. */
const KERNEL_LATER = ['kernel/0002-jobs', 'kernel/0003-job-names'];
const HAD = [KERNEL, 'things/0001-things'];
const THINGS: TransferTable = {
  name: 'things',
  columns: ['big', 'bytes', 'id', 'parent', 'real', 'small'],
};
// In the order of their ids as bytes, which no language has.
const ROWS: readonly TransferRow[] = [
  [9_223_372_036_854_775_807n, Buffer.from([0, 255, 10]), 'Z', 'é', 0.1, -1],
  [-(2n ** 53n) - 1n, Buffer.alloc(0), 'a', null, -1.5e300, 2_147_483_647],
  [9_007_199_254_740_991, null, 'é', 'Z', null, 0],
  [null, null, '👋', '👋', 3, 7],
];
const AT = '2026-11-21T00:00:00.000Z';
const OTHERS: Readonly<Record<string, { columns: string[]; rows: TransferRow[] }>> = {
  channels: { columns: ['acl_version', 'head_seq', 'id', 'oldest_seq'], rows: [[1, 2, 'room:x', 1]] },
  epochs: { columns: ['epoch', 'marks', 'number'], rows: [['e', 1, 1]] },
  idempotency: {
    columns: [
      'answer',
      'at',
      'client_id',
      'command',
      'entity_id',
      'entity_kind',
      'hash',
      'id',
      'user_id',
      'wrap_key',
    ],
    rows: [['{}', 1, 'c', 'chat:message', null, null, 'h', 41, 'u', null]],
  },
  log: {
    columns: ['actor', 'at', 'bytes', 'channel', 'data', 'entity_id', 'entity_kind', 'seq', 'type'],
    rows: [],
  },
  schema_migrations: { columns: ['at', 'name'], rows: HAD.map((name) => [AT, name]) },
};

const INCOMING: Incoming = {
  migrations: HAD,
  tables: [THINGS, ...Object.entries(OTHERS).map(([name, { columns }]) => ({ name, columns }))],
  async *rows({ name }) {
    const rows = name === 'things' ? ROWS : (OTHERS[name]?.rows ?? []);
    // Not a piece of its own for each, and not all in one.
    if (rows.length > 0) yield rows.slice(0, 3);
    if (rows.length > 3) yield rows.slice(3);
  },
};

async function linesIn(source: TransferSource, table: TransferTable): Promise<string[]> {
  const lines: string[] = [];
  for await (const rows of source.rows(table)) lines.push(...rows.map(lineOf));
  return lines;
}

async function expectThings(source: TransferSource): Promise<void> {
  try {
    expect(await source.migrations()).toEqual([
      KERNEL,
      ...KERNEL_LATER,
      'things/0001-things',
      'things/0002-later',
    ]);
    expect(await linesIn(source, THINGS)).toEqual(ROWS.map(lineOf));
    const doubled = { name: 'things', columns: ['doubled', 'id'] };
    expect(await linesIn(source, doubled)).toEqual(['[-2,"Z"]', '[4294967294,"a"]', '[0,"é"]', '[14,"👋"]']);
  } finally {
    await source.close();
  }
}

it('a line gives back the row it was made of', () => {
  for (const row of ROWS) expect(rowOf(lineOf(row), row.length)).toEqual(row);
  for (const wrong of ['', '{}', '[1]', '[1,2', '[true,1]', '[{"b":1},1]', '[{"i":"1.5"},1]', '[[],1]']) {
    expect(() => rowOf(wrong, 2)).toThrow('The backup is damaged');
  }
});

it('SQLite: every kind of value, from an older schema, brought up to the code', async () => {
  const [path, becomes] = [join(folder, 'new'), join(folder, 'parley.db')];
  const target = await openSqliteTarget(path, becomes);
  await fill(target, migrations('blob'), INCOMING, quiet);
  await target.finish();
  await expectThings(await openSqliteSource(folder));
});

it('SQLite: what is made of other tables is in no backup', async () => {
  const path = join(folder, 'derived');
  const target = await openSqliteTarget(path, `${path}.db`);
  await target.migrate(migrations('blob'));
  await sql`create table derived_things (id text primary key)`.execute(target.schema);
  expect((await target.tables()).map(({ name }) => name)).not.toContain('derived_things');
  await target.abandon();
});

it('SQLite: rows that refer to what is not there are refused', async () => {
  const target = await openSqliteTarget(join(folder, 'dangling'), join(folder, 'never'));
  await expect(fill(target, migrations('blob'), dangling(), quiet)).rejects.toThrow('not there');
  await target.abandon();
});

function dangling(): Incoming {
  return {
    ...INCOMING,
    async *rows(table) {
      if (table.name === 'things') yield [[null, null, 'x', 'nobody', null, 1]];
      else yield* INCOMING.rows(table);
    },
  };
}

describeWith(POSTGRES, findPostgres(), 'PostgreSQL', (bin) => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres(bin);
  });
  afterAll(() => postgres?.stop());

  it('every kind of value, from an older schema, brought up to the code; numbering goes on', async () => {
    const url = await postgres.createDatabase();
    const target = await openPostgresTarget(url);
    // The same numbers, but for the one that PostgreSQL's integer can't double.
    const list = migrations('bytea').map(({ name, migration }) =>
      name.endsWith('later')
        ? {
            name,
            migration: {
              up: async (db: Kysely<unknown>) => {
                await sql`alter table things add column doubled bigint not null default 0`.execute(db);
                await sql`update things set doubled = small::bigint * 2`.execute(db);
              },
            },
          }
        : { name, migration },
    );
    await fill(target, list, INCOMING, quiet);
    const next = await sql<{ id: number }>`insert into idempotency (user_id, command, client_id, hash, at)
      values ('u', 'c', 'next', 'h', 1) returning id`.execute(target.schema);
    expect(next.rows).toEqual([{ id: 42 }]);
    await target.finish();
    await expectThings(await openPostgresSource(url));
  });

  it('rows that refer to what is not there are refused, and nothing is left', async () => {
    const url = await postgres.createDatabase();
    const target = await openPostgresTarget(url);
    await expect(fill(target, migrations('bytea'), dangling(), quiet)).rejects.toThrow('foreign key');
    await target.abandon();
    await expect(openPostgresSource(url)).rejects.toThrow('There is no Parley database');
  });

  it('two never fill one database', async () => {
    const url = await postgres.createDatabase();
    const first = await openPostgresTarget(url);
    await expect(openPostgresTarget(url)).rejects.toThrow('Try again when it is done');
    await first.abandon();
  });

  it('what is made of other tables is in no backup', async () => {
    const target = await openPostgresTarget(await postgres.createDatabase());
    await target.migrate(migrations('bytea'));
    await sql`create table derived_things (id text primary key)`.execute(target.schema);
    expect((await target.tables()).map(({ name }) => name)).not.toContain('derived_things');
    await target.abandon();
  });

  it('a type the format does not know is named', async () => {
    const url = await postgres.createDatabase();
    const target = await openPostgresTarget(url);
    await target.migrate([]);
    await sql`create table odd (at timestamptz)`.execute(target.schema);
    await expect(target.tables()).rejects.toThrow('timestamp with time zone, the type of odd.at');
    await target.abandon();
  });
});
