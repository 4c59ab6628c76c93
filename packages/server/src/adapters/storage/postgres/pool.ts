/** The pool for reads. It waits for a server that restarts instead of failing every read meanwhile. */
import pg from 'pg';
import { type ConnectSettings, clientConfig } from './connection.ts';
import { failureOf } from './failures.ts';
import { Patience } from './patience.ts';

export interface PoolSettings extends ConnectSettings {
  readonly connections: number;
  /** How long a read waits for a connection while the server is away. */
  readonly retryMs: number;
}

/** As much of a pool as Kysely uses. */
export interface ReadPool {
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
}

export function openPool(settings: PoolSettings): ReadPool & { ping(): Promise<void> } {
  const pool = new pg.Pool({
    ...clientConfig(settings),
    max: settings.connections,
    idle_in_transaction_session_timeout: 60_000,
  });
  // An idle connection that breaks leaves the pool by itself; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    connect: async () => {
      const patience = new Patience(settings.retryMs);
      for (;;) {
        try {
          return await pool.connect();
        } catch (cause) {
          if (failureOf(cause).kind !== 'lost' || pool.ending || !(await patience.wait())) throw cause;
        }
      }
    },
    end: () => pool.end(),
    ping: async () => {
      await pool.query('select 1');
    },
  };
}
