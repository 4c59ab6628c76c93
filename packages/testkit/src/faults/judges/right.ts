/** P6: who was removed heard nothing of what came after the removal; the others say at which seq that was. */
import type { Judgement } from '../../checker/judgement.ts';
import type { ClientRecord } from '../../checker/record.ts';

export function heardOutside(inside: readonly ClientRecord[], removed: ClientRecord): Judgement {
  const removals = inside.flatMap(({ seen }) =>
    seen.flatMap((item) => (item.kind === 'event' && item.type === 'room:left' ? [item.seq] : [])),
  );
  const at = Math.min(...removals);
  if (at === Number.POSITIVE_INFINITY)
    return { promise: 'P6', checked: 0, broken: ['nobody saw the removal'] };
  const later = new Set(inside.flatMap(({ seen }) => seen.flatMap(({ seq }) => (seq >= at ? [seq] : []))));
  return {
    promise: 'P6',
    checked: later.size,
    broken: removed.seen
      .filter(({ seq }) => seq >= at)
      .map(({ kind, seq }) => `${kind} ${seq} was heard, removed at ${at}`),
  };
}
