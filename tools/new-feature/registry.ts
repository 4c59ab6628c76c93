/** Adds a feature to a registry: its import beside the others, and its entry at the end of the list. */
import type { Names } from './names.ts';

export interface Registry {
  readonly file: string;
  /** The import, as a template. */
  readonly import: string;
  /** Text right before the list's opening bracket. */
  readonly list: RegExp;
  /** The entry, as a template. */
  readonly entry: string;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };

/** Where the bracket that opens at `start` closes. */
function closing(source: string, start: number): number {
  const open = source.charAt(start);
  const close = CLOSING[open];
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === open) depth += 1;
    if (character === close) depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('the list of the registry has no end');
}

/** The registry's source with the feature in it. Throws when the registry no longer looks as this tool knows it. */
export function withFeature(
  source: string,
  registry: Registry,
  names: Names,
  fill: (template: string, names: Names) => string,
): string {
  const imports = [...source.matchAll(/^import .*;$/gm)];
  const last = imports.at(-1);
  const list = registry.list.exec(source);
  if (last === undefined || list === null) throw new Error(`${registry.file} is not the registry it was`);
  const end = closing(source, list.index + list[0].length - 1);
  const before = source.slice(0, end).trimEnd().replace(/,$/, '');
  const after = source.slice(end);
  const at = last.index + last[0].length;
  return `${before.slice(0, at)}\n${fill(registry.import, names)}${before.slice(at)}, ${fill(registry.entry, names)}${after}`;
}
