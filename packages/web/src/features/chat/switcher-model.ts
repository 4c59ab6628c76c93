/** Ranks what Ctrl+K finds: names that begin with what was typed, then words that do, then letters in order. */

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
  const wanted = fold(query);
  const text = fold(name);
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

/** Accents and case do not matter to whoever types in a hurry. */
function fold(text: string): string {
  return text
    .trim()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase()
    .replace(/^[#@]/, '');
}

function inOrder(wanted: string, text: string): boolean {
  let at = 0;
  for (const letter of text) {
    if (letter === wanted[at]) at += 1;
    if (at === wanted.length) return true;
  }
  return false;
}
