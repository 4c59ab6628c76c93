/** Reading what was typed. Pure. */
import type { SlashArgument } from '@parley/contract/features/slash/commands';

export type Typed =
  /** To be said as it stands. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'command'; readonly name: string; readonly rest: string };

/** `//x` says `/x`; a slash before anything that is no name is a slash. */
export function parseSlash(text: string): Typed {
  if (text.startsWith('//')) return { kind: 'said', text: text.slice(1) };
  const found = /^\/([\p{L}\p{M}\p{N}_-]+)(?:\s+(.*))?$/su.exec(text.trimEnd());
  if (found === null) return { kind: 'said', text };
  const [, name = '', rest = ''] = found;
  return { kind: 'command', name: name.toLowerCase(), rest: rest.trim() };
}

/** What stands for each argument, in order; null where the line doesn't fit them. */
export function splitArguments(
  takes: readonly SlashArgument[],
  rest: string,
): readonly (string | undefined)[] | null {
  let left = rest;
  const found: (string | undefined)[] = [];
  for (const { kind, optional = false } of takes) {
    const [word = ''] = /^\S+/.exec(left) ?? [];
    const value = kind === 'text' ? left : WORDS[kind].exec(word)?.[1];
    const given = value !== undefined && value !== '';
    if (!given && !optional) return null;
    found.push(given ? value : undefined);
    if (given) left = kind === 'text' ? '' : left.slice(word.length).trimStart();
  }
  return left === '' ? found : null;
}

const WORDS = { person: /^@?([a-z0-9._-]+)$/i, room: /^#?([A-Za-z0-9_-]{1,64})$/ } as const;

const SHOWN = { person: '@name', room: '#room', text: '<text>' } as const;

export function usageOf(name: string, takes: readonly SlashArgument[]): string {
  const words = takes.map(({ kind, optional }) => (optional ? `[${SHOWN[kind]}]` : SHOWN[kind]));
  return [`/${name}`, ...words].join(' ');
}

const NEAREST = 3;

/** The names that were probably meant, the likeliest first. */
export function nearestNames(typed: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, steps: name.startsWith(typed) ? 0 : distance(typed, name) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(name.length / 2)))
    .sort((a, b) => a.steps - b.steps || (a.name < b.name ? -1 : 1))
    .slice(0, NEAREST)
    .map(({ name }) => name);
}

/** Letters to add, drop, change or swap with the next (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, n) => n)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      rows[i]?.push(swapped ? Math.min(best, at(i - 2, j - 2) + 1) : best);
    }
  }
  return at(a.length, b.length);
}
