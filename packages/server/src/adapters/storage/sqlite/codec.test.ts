import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EntryOutcome } from '../sql/entry.ts';
import { type PackedEntries, packEntries, packOutcomes, unpackEntries, unpackOutcomes } from './codec.ts';

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const param = fc.oneof(
  text,
  fc.double({ noNaN: true }),
  fc.constant(null),
  fc.uint8Array({ maxLength: 4 }),
  fc.record({ seqOf: fc.nat(3) }),
);
const shape = fc.constantFrom(
  { table: 'notes', columns: ['id', 'body'] },
  { table: 'notes', columns: ['id'] },
  { table: 'parts', columns: [] },
);
const insert = shape.chain((of) =>
  fc.array(param, { minLength: of.columns.length, maxLength: of.columns.length }).map((values) => {
    return { kind: 'insert' as const, shape: of, values };
  }),
);
const run = fc.record({
  kind: fc.constant('run' as const),
  sql: text,
  params: fc.array(param, { maxLength: 3 }),
  rows: optional(fc.nat(5)),
});
const entry = fc.record({
  lane: optional(text),
  key: optional(fc.record({ userId: text, command: text, clientId: text, hash: text })),
  expect: fc.array(fc.record({ channel: text, aclVersion: fc.nat() }), { maxLength: 2 }),
  statements: fc.array(fc.oneof(insert, run), { maxLength: 3 }),
  appends: fc.array(
    fc.record({
      channel: text,
      acl: fc.boolean(),
      entity: optional(fc.record({ kind: text, id: text })),
      record: fc.option(
        fc.record({
          type: text,
          actor: text,
          at: text,
          data: fc.option(text),
          bytes: fc.nat(),
          seqAs: fc.option(fc.constantFrom('seq', 'changedSeq')),
        }),
      ),
    }),
    { maxLength: 3 },
  ),
  answer: fc.oneof(
    fc.record({ kind: fc.constant('json' as const), json: text }),
    fc.record({ kind: fc.constant('wrap' as const), key: text, append: fc.nat(3) }),
  ),
});

it('batches come out of the thread as they went in', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
      const crossed: PackedEntries = structuredClone(packEntries(entries));
      expect(unpackEntries(crossed)).toEqual(entries);
    }),
    { seed: 7, numRuns: 300 },
  );
});

it('outcomes come back as they were', () => {
  const outcomes: EntryOutcome[] = [
    { kind: 'committed', seqs: [4, 5], aclVersions: [0, 1] },
    { kind: 'conflict', reason: 'rows', detail: 'why' },
    { kind: 'committed', seqs: [], aclVersions: [] },
    { kind: 'replayed', answer: { kind: 'entity', key: 'note', entity: { kind: 'note', id: 'n' } } },
    { kind: 'held' },
    { kind: 'failed', cause: 'broken' },
    { kind: 'key-reused' },
    { kind: 'committed', seqs: [9], aclVersions: [2] },
  ];
  expect(unpackOutcomes(structuredClone(packOutcomes(outcomes)))).toEqual(outcomes);
});
