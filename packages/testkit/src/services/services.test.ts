/** The services start privately, serve, survive what the promises speak of, and leave nothing behind. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from './postgres.ts';
import { findFolder, findProgram, POSTGRES, REDIS } from './programs.ts';
import { askRedis, findRedis, type RedisServer, startRedis } from './redis.ts';
import { describeWith } from './suite.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that ends under a client is what one test is about.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('finding programs', () => {
  test('a program that is nowhere is not found', () => {
    const nowhere = {
      name: 'Nothing',
      commands: ['parley-no-such'],
      places: ['/no/*/such'],
      debianPackage: '-',
    };
    expect(findProgram(nowhere)).toBeUndefined();
    expect(findFolder(['sh', 'parley-no-such'], [])).toBeUndefined();
  });

  test('one that is on the PATH is', () => {
    expect(findProgram({ name: 'sh', commands: ['sh'], places: [], debianPackage: '-' })).toMatch(/\/sh$/);
  });
});

describeWith(POSTGRES, findPostgres(), 'a private PostgreSQL', (bin) => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(bin);
  });
  afterAll(() => server.stop());

  test('serves with the durability of a real one', async () => {
    expect(await query(server.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(server.url, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
  });

  test('gives each suite an empty database of its own', async () => {
    const [one, two] = [await server.createDatabase(), await server.createDatabase()];
    await query(one, 'CREATE TABLE t (a int)');
    await expect(query(two, 'SELECT * FROM t')).rejects.toThrow('does not exist');
  });

  test('gives a copy of a database, which goes its own way', async () => {
    const template = await server.createDatabase();
    await query(template, 'CREATE TABLE t (a int); INSERT INTO t VALUES (1)');
    const copy = await server.createDatabase(template);
    await query(copy, 'INSERT INTO t VALUES (2)');
    expect(await query(copy, 'SELECT a FROM t ORDER BY a')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await query(template, 'SELECT a FROM t')).toEqual([{ a: 1 }]);
  });

  test('keeps what was committed through a crash', async () => {
    const url = await server.createDatabase();
    await query(url, 'CREATE TABLE t (a int); INSERT INTO t VALUES (1)');
    await server.restart('crash');
    expect(await query(url, 'SELECT a FROM t')).toEqual([{ a: 1 }]);
    expect(() => process.kill(server.pid, 0)).not.toThrow();
  });

  test('is gone when stopped', async () => {
    const other = await startPostgres(bin, { settings: { fsync: 'off' } });
    expect(await query(other.url, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    await other.stop();
    await expect(query(other.url, 'SELECT 1')).rejects.toThrow();
  });
});

describeWith(REDIS, findRedis(), 'a private Redis', (program) => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis(program);
  });
  afterAll(() => server.stop());

  test('serves, and comes back empty after it was lost', async () => {
    expect(await askRedis(server.url, 'SET a 1')).toBe('+OK');
    await server.lose();
    await expect(askRedis(server.url, 'PING')).rejects.toThrow();
    await server.comeBack();
    expect(await askRedis(server.url, 'EXISTS a')).toBe(':0');
    expect(() => process.kill(server.pid, 0)).not.toThrow();
  });
});
