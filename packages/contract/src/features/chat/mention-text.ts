/**
 * Which words of a message name somebody: one grammar for the server, which counts them, and for whoever shows them.
 * Nothing in code or in an address is a mention.
 */

export const MENTION_ALL = ['room', 'here'] as const;
export type MentionAll = (typeof MENTION_ALL)[number];

/** Distinct names of one message that are looked up; further ones are words. */
export const MAX_MENTIONED = 50;

/** `@` and a username, neither in the middle of a word of any script; an address (`a@b`, `/@b`) has none. */
const MENTION =
  /(?<![\p{L}\p{N}\p{M}@./\\-])@([a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?)(?![\p{L}\p{N}\p{M}@]|[._-]+@)/giu;
const MENTION_HERE = new RegExp(MENTION.source, 'iuy');

export interface Mentioned {
  /** Lower case, each once, in the order of the text. */
  readonly names: readonly string[];
  /** Everybody in the room, or everybody who is there. */
  readonly all: MentionAll | null;
}

const NOBODY: Mentioned = { names: [], all: null };

export function mentionedIn(text: string): Mentioned {
  if (!text.includes('@')) return NOBODY;
  const names = new Set<string>();
  let all: MentionAll | null = null;
  for (const [, written = ''] of withoutCode(text).matchAll(MENTION)) {
    const name = written.toLowerCase();
    if (name === 'room') all = 'room';
    else if (name === 'here') all ??= 'here';
    else if (names.size < MAX_MENTIONED) names.add(name);
  }
  return { names: [...names], all };
}

/** The mention that begins at `at` of text known to be no code: its name as written, or null. */
export function mentionAt(text: string, at: number): string | null {
  MENTION_HERE.lastIndex = at;
  return MENTION_HERE.exec(text)?.[1] ?? null;
}

const FENCE = /^[\t >]*(?:(?:[-*+]|\d+[.)])[\t ]+)?(`{3,}|~{3,})(.*)$/;
const INDENTED = /^(?: {4}|\t)/;
const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/[^\s<>]*/gi;

/** The same text with blanks for what Markdown shows as code, and for addresses. */
function withoutCode(text: string): string {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  let fence: string | null = null;
  const finish = () => {
    if (lines.length > 0) paragraphs.push(withoutSpans(lines.join('\n')));
    lines = [];
  };
  for (const line of text.split('\n')) {
    const [, mark, rest = ''] = FENCE.exec(line) ?? [];
    if (fence !== null) {
      if (mark?.startsWith(fence) && rest.trim() === '') fence = null;
    } else if (mark !== undefined && !(mark.startsWith('`') && rest.includes('`'))) {
      finish();
      fence = mark;
    } else if (line.trim() === '') {
      finish();
    } else if (lines.length > 0 || !INDENTED.test(line)) {
      lines.push(line);
    }
  }
  finish();
  return paragraphs.join('\n').replace(ADDRESS, ' ');
}

/** Code spans: a run of backticks up to the next run of the same length. */
function withoutSpans(paragraph: string): string {
  const runs = [...paragraph.matchAll(/\\`|`+/g)].filter(([run]) => !run.startsWith('\\'));
  let kept = '';
  let from = 0;
  for (let n = 0; n < runs.length; n += 1) {
    const [open] = runs.slice(n, n + 1);
    if (open === undefined) break;
    const close = runs.findIndex((run, at) => at > n && run[0].length === open[0].length);
    if (close === -1) continue;
    kept += `${paragraph.slice(from, open.index)} `;
    from = (runs[close]?.index ?? 0) + open[0].length;
    n = close;
  }
  return kept + paragraph.slice(from);
}
