/** Ranks what Ctrl+K finds: names that begin with what was typed, then words that do, then letters in order. */
import { fold } from '@parley/contract/text/fold';

export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** Another name, as a username or an alias. */
  readonly also?: string | undefined;
  /** Breaks ties: higher first. */
  readonly weight: number;
}

/** 0 when it does not match; else the higher the better. */
export function score(query: string, name: string): number {
  const wanted = keyOf(query);
  const text = keyOf(name);
  if (wanted === '') return 1;
  if (text.startsWith(wanted)) return 100 - Math.min(40, text.length - wanted.length);
  if (text.split(/[\s._-]+/u).some((word) => word.startsWith(wanted))) return 50;
  if (text.includes(wanted)) return 30;
  return inOrder(wanted, text) ? 10 : 0;
}

export function ranked<T extends Candidate>(
  query: string,
  candidates: readonly T[],
  limit: number,
): readonly T[] {
  return candidates
    .map((candidate) => ({
      candidate,
      points: Math.max(score(query, candidate.name), score(query, candidate.also ?? candidate.name)),
    }))
    .filter(({ points }) => points > 0)
    .sort(
      (a, b) =>
        b.points - a.points ||
        b.candidate.weight - a.candidate.weight ||
        (a.candidate.name < b.candidate.name ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

export interface Group<T extends Candidate & { readonly group: string }> {
  readonly name: T['group'];
  readonly items: readonly T[];
}

/** The same by groups: those with the better names first, and of groups as good the one whose best weighs more. */
export function grouped<T extends Candidate & { readonly group: string }>(
  query: string,
  candidates: readonly T[],
  limit: number,
): readonly Group<T>[] {
  const groups = new Map<T['group'], T[]>();
  const best = query.trim() === '' ? byGroup(candidates) : candidates;
  for (const candidate of ranked(query, best, limit)) {
    const group = groups.get(candidate.group);
    if (group) group.push(candidate);
    else groups.set(candidate.group, [candidate]);
  }
  return [...groups].map(([name, items]) => ({ name, items }));
}

/** Nothing was typed: what is unread comes before what was spoken in last. */
function byGroup<T extends Candidate & { readonly group: string }>(candidates: readonly T[]): readonly T[] {
  return candidates.map((candidate) =>
    candidate.group === 'unread' ? { ...candidate, weight: candidate.weight + UNREAD_FIRST } : candidate,
  );
}

const UNREAD_FIRST = 10_000;

/** Without the mark that rooms and people are called by. */
const keyOf = (name: string) => fold(name.trim().replace(/^[#@]/, ''));

function inOrder(wanted: string, text: string): boolean {
  let at = 0;
  for (const letter of text) {
    if (letter === wanted[at]) at += 1;
    if (at === wanted.length) return true;
  }
  return false;
}
