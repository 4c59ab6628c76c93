/** What is typed with a slash, as the composer takes it. Pure. */
import type { SlashArgument, SlashEntry } from '@parley/contract/features/slash/commands';
import { score } from './switcher-model.ts';

export type Sent =
  | { readonly kind: 'message'; readonly content: string }
  /** For the server to carry out. */
  | { readonly kind: 'command'; readonly text: string };

/** `//x` says `/x`; a slash before anything that is no name, as in a path, is a slash. */
export function sentAs(content: string): Sent {
  if (content.startsWith('//')) return { kind: 'message', content: content.slice(1) };
  const isCommand = /^\/[\p{L}\p{M}\p{N}_-]+(?:\s|$)/u.test(content);
  return isCommand ? { kind: 'command', text: content } : { kind: 'message', content };
}

/** Those whose name, or another name, was begun; by name. */
export function matching(entries: readonly SlashEntry[], query: string): readonly SlashEntry[] {
  const begun = (name: string) => query === '' || name.startsWith(query.toLowerCase());
  const best = entries.filter(({ name, aliases }) => [name, ...aliases].some(begun));
  return best.length > 0 ? best : entries.filter(({ name }) => score(query, name) >= 30);
}

/** `@name [text]`, each word in the reader's language. */
export function argumentsText(
  takes: readonly SlashArgument[],
  words: (kind: SlashArgument['kind']) => string,
): string {
  return takes.map(({ kind, optional }) => (optional ? `[${words(kind)}]` : words(kind))).join(' ');
}
