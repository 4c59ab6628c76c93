/** A process for the crash test: commits batches without end and prints each acknowledged write set. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { WriteSet } from '../../../../kernel/ports/log.ts';
import { NOTE_MIGRATIONS, NOTES } from '../../sql/conformance/subject.ts';
import { openSqlite } from '../open.ts';

const [, , dataDir = ''] = process.argv;
const { log, migrate } = await openSqlite({ dataDir, entities: [NOTES] });
await migrate(NOTE_MIGRATIONS);

const EVENT = { channel: 'room:1', type: 'test:event', actor: 'u', at: '2026-01-01T00:00:00.000Z' };

for (;;) {
  const clientIds = Array.from({ length: 1 + Math.floor(Math.random() * 20) }, () => randomUUID());
  const sets = clientIds.map(
    (clientId): WriteSet => ({
      key: { userId: 'u', command: 'write', clientId, hash: 'h' },
      expect: [],
      statements: [
        { kind: 'insert', table: 'notes', row: { id: clientId, body: 'text', seq: { seqOf: 0 } } },
      ],
      appends: [{ ...EVENT, data: JSON.stringify({ clientId }), seqAs: 'seq' }],
      answer: { kind: 'wrap', key: 'event', append: 0 },
    }),
  );
  const outcomes = await log.commit(sets);
  for (const [index, clientId] of clientIds.entries()) {
    const outcome = outcomes[index];
    if (outcome?.kind !== 'committed') throw new Error(JSON.stringify(outcome));
    const [seq] = outcome.seqs;
    const data = `{"clientId":${JSON.stringify(clientId)},"seq":${seq}}`;
    const line = `${JSON.stringify({ seq, data, clientId })}\n`;
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
}
