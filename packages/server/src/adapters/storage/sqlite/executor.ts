/** Carries out the steps of a batch on one connection, synchronously. */
import type { Shape } from '../sql/shapes.ts';
import type { Row, Step, Steps } from '../sql/steps.ts';
import type { ChannelCache } from './channel-cache.ts';
import { type Connection, failureOf } from './connection.ts';

/** `channels` must be cleared whenever their rows were written otherwise. */
export function carryOut<T>(steps: Steps<T>, connection: Connection, channels: ChannelCache): T {
  let next = steps.next();
  while (!next.done) {
    try {
      carryOutStep(next.value, connection, channels);
    } catch (cause) {
      next = steps.throw(failureOf(cause));
      continue;
    }
    next = steps.next(reply);
  }
  return next.value;
}

/** What the last step gave; one object, as the batch reads it before the next step. */
const reply: { rows: readonly Row[]; changes: number } = { rows: [], changes: 0 };
const NO_ROWS: readonly Row[] = [];

const CONTROL = {
  begin: 'begin immediate',
  commit: 'commit',
  savepoint: 'savepoint write_set',
  release: 'release write_set',
} as const;

function carryOutStep(step: Step, connection: Connection, channels: ChannelCache): void {
  reply.rows = NO_ROWS;
  reply.changes = 0;
  switch (step.kind) {
    case 'rollback':
      channels.rolledBack();
      // SQLite itself rolls back on some errors.
      if (connection.inTransaction) connection.run('rollback', []);
      return;
    case 'undo':
      connection.run('rollback to write_set', []);
      connection.run('release write_set', []);
      return;
    case 'channels':
      reply.rows = channels.rows(step.ids, (ids) => connection.all(CHANNELS, [JSON.stringify(ids)]));
      return;
    case 'keys': {
      const keys = step.keys.map(({ userId, command, clientId }) => [userId, command, clientId]);
      reply.rows = connection.all(KEYS, [JSON.stringify(keys)]);
      return;
    }
    case 'insert':
      connection.runEach(insertSql(step.shape), step.rows);
      return;
    case 'run':
      reply.changes = connection.run(step.sql, step.params);
      return;
    case 'heads':
      connection.runEach(HEADS, step.rows);
      channels.written(step.rows);
      return;
    case 'commit':
      connection.run(CONTROL.commit, []);
      channels.committed();
      return;
    default:
      connection.run(CONTROL[step.kind], []);
  }
}

const CHANNELS = `select id, head_seq, acl_version from channels where id in (select value from json_each(?))`;

const KEYS = `select i.user_id, i.command, i.client_id, i.hash, i.answer, i.wrap_key, i.entity_kind, i.entity_id
  from json_each(?) as k cross join idempotency as i
    on i.user_id = k.value ->> 0 and i.command = k.value ->> 1 and i.client_id = k.value ->> 2`;

const HEADS = `insert into channels (id, head_seq, acl_version) values (?, ?, ?)
  on conflict (id) do update set head_seq = excluded.head_seq, acl_version = excluded.acl_version`;

function insertSql({ table, columns }: Shape): string {
  const names = columns.map(quoted).join(', ');
  return `insert into ${quoted(table)} (${names}) values (${columns.map(() => '?').join(', ')})`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
