/** Carries out the steps of a batch on a connection, and finds out about a commit whose answer was lost. */
import { randomUUID } from 'node:crypto';
import { type Reply, type Step, StepFailure, type Steps, textOf } from '../sql/steps.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';
import type { InsertStatements } from './inserts.ts';

export interface BatchSettings {
  readonly epoch: string;
  readonly now: number;
  readonly inserts: InsertStatements;
  /**
   * Whether the batch with this id was committed. Called when the connection broke at its commit; resolves only once
   * it is known, and a batch it denies can't be committed any more.
   */
  wasCommitted(id: string): Promise<boolean>;
}

/** The database is in another epoch than when this node started: it was restored beneath it. */
export class EpochMoved extends StepFailure {
  constructor() {
    super('fatal', 'the database was restored while this server ran; it must start again');
  }
}

export async function carryOut<T>(
  steps: Steps<T>,
  connection: Connection,
  settings: BatchSettings,
): Promise<T> {
  const transaction = new BatchTransaction(connection, settings);
  let next = steps.next();
  while (!next.done) {
    let reply: Reply;
    try {
      reply = await transaction.step(next.value);
    } catch (cause) {
      next = steps.throw(failureOf(cause));
      continue;
    }
    next = steps.next(reply);
  }
  return next.value;
}

const NOTHING: Reply = { rows: [], changes: 0 };

class BatchTransaction {
  readonly #connection: Connection;
  readonly #settings: BatchSettings;
  #id = '';

  constructor(connection: Connection, settings: BatchSettings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  async step(step: Step): Promise<Reply> {
    const connection = this.#connection;
    switch (step.kind) {
      case 'begin':
        await this.#begin();
        return NOTHING;
      case 'commit':
        await this.#commit();
        return NOTHING;
      case 'rollback':
        await connection.simple('rollback');
        return NOTHING;
      case 'savepoint':
        await connection.simple('savepoint write_set');
        return NOTHING;
      case 'release':
        await connection.simple('release savepoint write_set');
        return NOTHING;
      case 'undo':
        await connection.simple('rollback to savepoint write_set; release savepoint write_set');
        return NOTHING;
      case 'channels':
        return this.#lockChannels(step.ids);
      case 'keys': {
        const { keys } = step;
        const columns = [
          keys.map((key) => key.userId),
          keys.map((key) => key.command),
          keys.map((key) => key.clientId),
        ];
        return connection.query(KEYS, columns);
      }
      case 'insert':
        await this.#settings.inserts.insert(connection, step);
        return NOTHING;
      case 'run':
        return connection.query(step.sql, step.params);
      case 'heads': {
        const columns = [0, 1, 2].map((index) => step.rows.map((row) => row[index]));
        return connection.query(HEADS, columns);
      }
    }
  }

  /** The batch's id is written in its own transaction: whether it is there afterwards is whether it was committed. */
  async #begin(): Promise<void> {
    const { epoch, now } = this.#settings;
    this.#id = randomUUID();
    // Made here or by this project, so they need no quoting; one round trip for both.
    const { changes } = await this.#connection.simple(
      `begin; insert into batches (id, at) select '${this.#id}', ${now}
        where '${epoch}' = (select epoch from epochs order by number desc limit 1)`,
    );
    if (changes === 0) throw new EpochMoved();
  }

  async #commit(): Promise<void> {
    let command: string;
    try {
      ({ command } = await this.#connection.simple('commit'));
    } catch (cause) {
      const failure = failureOf(cause);
      if (failure.kind !== 'lost') throw failure;
      if (await this.#settings.wasCommitted(this.#id)) return;
      throw failure;
    }
    if (command !== 'COMMIT') throw new StepFailure('retry', 'the database rolled the transaction back');
  }

  /** In the order of their ids on every node, so that batches wait for each other and never in a circle. */
  async #lockChannels(ids: readonly string[]): Promise<Reply> {
    const locked = await this.#connection.query(LOCK, [ids]);
    if (locked.rows.length === ids.length) return locked;
    const known = new Set(locked.rows.map((row) => textOf(row, 'id')));
    const missing = ids.filter((id) => !known.has(id));
    // Outside the transaction: a row made while others are held could close a circle.
    await this.#connection.simple('rollback');
    await this.#connection.query(CREATE, [missing]);
    await this.#begin();
    return this.#connection.query(LOCK, [ids]);
  }
}

const LOCK =
  'select id, head_seq, acl_version from channels where id = any($1::text[]) order by id for update';

const CREATE = `insert into channels (id) select id from unnest($1::text[]) as missing (id) order by id
  on conflict (id) do nothing`;

const KEYS = `select i.user_id, i.command, i.client_id, i.hash, i.answer, i.wrap_key, i.entity_kind, i.entity_id
  from unnest($1::text[], $2::text[], $3::text[]) as k (user_id, command, client_id)
  join idempotency as i using (user_id, command, client_id)`;

const HEADS = `update channels as c set head_seq = n.seq, acl_version = n.acl_version
  from unnest($1::text[], $2::bigint[], $3::bigint[]) as n (id, seq, acl_version) where c.id = n.id`;
