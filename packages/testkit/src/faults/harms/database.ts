/** What happens to PostgreSQL, its disk and the ways to it. */
import pg from 'pg';
import type { PostgresServer } from '../../services/postgres.ts';
import { type Fault, HOLD_MS, lasting, one, pause } from '../scene.ts';

/** It may take that long until it serves again by itself. */
const RECOVERY_MS = 5_000;

export const DATABASE: readonly Fault[] = [
  { name: 'PostgreSQL restarts', strike: ({ cluster }) => cluster.postgres.restart('clean') },
  { name: 'PostgreSQL crashes', strike: ({ cluster }) => cluster.postgres.restart('crash') },
  lasting(
    'a node is cut off from PostgreSQL',
    one,
    ({ toDatabase }) => toDatabase.shut(),
    ({ toDatabase }) => toDatabase.open(),
  ),
  {
    name: 'connections to PostgreSQL are reset',
    strike: async (scene) => {
      for (let n = 0; n < 6; n += 1) {
        const { toDatabase } = one(scene);
        if (n % 2 === 0) toDatabase.reset();
        else toDatabase.resetAmid();
        await scene.work(30, HOLD_MS);
      }
      // Those that were to be reset amid something, and were silent all the while.
      for (const { toDatabase } of scene.cluster.nodes) toDatabase.reset();
    },
  },
  {
    name: 'the disk of PostgreSQL is full',
    fillsDisk: true,
    strike: async ({ cluster: { disk, postgres }, work }) => {
      if (!disk) throw new Error('this cluster has no small disk');
      disk.fill();
      await work(500, HOLD_MS);
      // What was allotted already lasts a while: this uses it up.
      if (
        await takes(
          postgres,
          'CREATE TABLE much AS SELECT repeat(md5(n::text), 50) FROM generate_series(1, 100000) n',
        )
      ) {
        throw new Error('the disk was not full');
      }
      await pause(HOLD_MS);
      disk.free();
      // Out of room for its write-ahead log it ends, as documented, and may then have had none to come back with.
      const until = performance.now() + RECOVERY_MS;
      while (!(await takes(postgres, 'SELECT 1')) && performance.now() < until) await pause(100);
      if (!(await takes(postgres, 'SELECT 1'))) await postgres.restart('crash');
    },
  },
];

/** Whether PostgreSQL is there and does it. */
async function takes({ url }: PostgresServer, statement: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(statement);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
