/**
 * The one test of P10 for every projection: random lives on a real server, seen by one person; what they built from a
 * first snapshot and the events after it must equal a fresh snapshot.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '@parley/server/main/compose';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECTIONS } from './projections.ts';
import { enter, type Stage, type Viewer } from './stage.ts';

const people = fc.nat(2);
const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('say' as const), who: people, room: fc.nat(1), n: fc.nat() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('edit' as const), who: people, room: fc.nat(1), n: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('delete' as const), who: people, room: fc.nat(1), n: fc.nat() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('read' as const), who: people, room: fc.nat(1), n: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('membership' as const),
      who: people,
      room: fc.nat(1),
      n: fc.nat(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('rename' as const), who: people, room: fc.nat(1), n: fc.nat() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('role' as const), who: people, room: fc.nat(1), n: fc.nat() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('rules' as const, 'archive' as const),
      who: people,
      room: fc.nat(1),
      n: fc.nat(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('prefer' as const, 'categories' as const),
      who: people,
      room: fc.nat(1),
      n: fc.nat(),
    }),
  },
);

describe('projections', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-projections-'));
  let stage: Stage;

  beforeAll(async () => {
    const env = {
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      REGISTRATION: 'open',
      LOG_LEVEL: 'error',
      LIMIT_COMMANDS_PER_SECOND: '0',
      LIMIT_CONNECTIONS_PER_SECOND: '0',
    };
    stage = await enter(await startServer({ env }));
  });

  afterAll(async () => {
    await stage?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each(PROJECTIONS.map((projection) => [projection.name, projection] as const))(
    'P10: %s from a snapshot and later events equals a fresh one',
    async (_name, projection) => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
          const viewer: Viewer = await stage.newViewer();
          try {
            const built = await projection.begin(viewer);
            for (const { do: what, who, room, n } of actions) await viewer.act(what, who, room, n);
            await viewer.caughtUp();
            expect(built.state()).toEqual(await projection.fresh(viewer));
          } finally {
            viewer.leave();
          }
        }),
        { seed: 20261121, numRuns: 25 },
      );
    },
    120_000,
  );
});
