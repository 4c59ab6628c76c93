/** The pool for reads. It waits for a server that restarts instead of failing every read meanwhile. */
import { randomUUID } from 'node:crypto';
import type { PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { type ConnectSettings, clientConfig } from './connection.ts';
import { failureOf } from './failures.ts';
import { KyselyClient } from './kysely-client.ts';
import { Outage } from './patience.ts';

export interface PoolSettings extends ConnectSettings {
  readonly connections: number;
  /** How long a read waits for a connection while the server is away. */
  readonly retryMs: number;
  /** What a read that can't be done just now throws, made from why. */
  readonly unavailable: (cause: Error) => Error;
}

/** As much of a pool as Kysely uses. */
export interface ReadPool {
  connect(): Promise<PostgresPoolClient>;
  end(): Promise<void>;
}

export interface Pool extends ReadPool {
  /** Rejects while nothing can be read or the server takes no writes. */
  ping(): Promise<void>;
  /** Rejects while a small write does not get through. */
  tryWrite(now: number): Promise<void>;
}

const TRY_WRITE = 'insert into batches (id, at) values ($1, $2)';

export function openPool(settings: PoolSettings): Pool {
  const { unavailable } = settings;
  const pool = new pg.Pool({
    ...clientConfig(settings),
    max: settings.connections,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A connection that breaks leaves the pool by itself. Without a listener it would end the process: the pool hears of idle
  // ones only, and one in use may break between two of its queries.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const outage = new Outage(settings.retryMs);

  async function connect(): Promise<PostgresPoolClient> {
    const patience = outage.patience();
    for (;;) {
      try {
        const client = await pool.connect();
        outage.over();
        return readClient(client, unavailable);
      } catch (cause) {
        const failure = failureOf(cause);
        if (failure.kind !== 'lost' || pool.ending) throw cause;
        outage.failed();
        if (!(await patience.wait())) throw unavailable(failure);
      }
    }
  }

  async function ping(): Promise<void> {
    const client = await pool.connect();
    let writable = false;
    try {
      const answer = await client.query<{ transaction_read_only: string }>('show transaction_read_only');
      writable = answer.rows[0]?.transaction_read_only === 'off';
    } finally {
      // A session may keep to it although the server takes writes again: the next one is asked on a new connection.
      client.release(!writable);
    }
    if (!writable) throw new Error('the database takes no writes');
  }

  return {
    connect,
    end: () => pool.end(),
    ping,
    tryWrite: async (now) => {
      await pool.query(TRY_WRITE, [randomUUID(), now]);
    },
  };
}

/** Says of a connection lost in the middle of a read what is said when there is none to be had. */
function readClient(client: pg.PoolClient, unavailable: PoolSettings['unavailable']): PostgresPoolClient {
  return new KyselyClient({
    run: async (sql, parameters) => {
      try {
        return await client.query(sql, [...parameters]);
      } catch (cause) {
        const failure = failureOf(cause);
        throw failure.kind === 'lost' ? unavailable(failure) : cause;
      }
    },
    release: () => client.release(),
  });
}
