/** Turns names of entities into their present state, a query per kind. */
import type { Kysely } from 'kysely';
import type { EntityRef } from '../../../kernel/ports/log.ts';
import type { EntitySource } from './storage.ts';

export type Materialised = (ref: EntityRef) => string;

/** Reads all `refs` in the snapshot `tx`. The result throws for an entity its source did not answer. */
export async function materialise(
  tx: Kysely<never>,
  sources: readonly EntitySource[],
  refs: readonly EntityRef[],
): Promise<Materialised> {
  const idsByKind = new Map<string, Set<string>>();
  for (const { kind, id } of refs) {
    const ids = idsByKind.get(kind);
    if (ids) ids.add(id);
    else idsByKind.set(kind, new Set([id]));
  }
  const states = new Map<string, ReadonlyMap<string, string>>();
  for (const [kind, ids] of idsByKind) {
    const source = sources.find((candidate) => candidate.kind === kind);
    if (!source) throw new Error(`no reader for entities of kind ${kind}`);
    states.set(kind, await source.read(tx, [...ids]));
  }
  return ({ kind, id }) => {
    const state = states.get(kind)?.get(id);
    if (state === undefined) throw new Error(`the reader of ${kind} did not answer ${id}`);
    return state;
  };
}
