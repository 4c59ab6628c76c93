/** Code to coloured code: the same text in the same lines, as spans with classes. A chunk of its own, and each language another. */
import DOMPurify from 'dompurify';
import highlighter from 'highlight.js/lib/core';
import './colours.css';
import { type Language, languageOf } from './languages.ts';

/** More than anybody reads for its colours; it would hold the page up. */
const MAX_CHARS = 50_000;
const KEPT = 200;
const coloured = new Map<string, string>();
const loading = new Map<string, Promise<void>>();

const keyOf = (code: string, { id }: Language) => `${id}\n${code}`;

/** What was coloured before, at once. */
export function knownColours(code: string, language: string): string | undefined {
  const known = languageOf(language);
  return known && coloured.get(keyOf(code, known));
}

/** HTML of nothing but spans; null for a language that is not known, and for too much of one that is. */
export async function colouredHtml(code: string, language: string): Promise<string | null> {
  const known = languageOf(language);
  if (known === undefined || code.length > MAX_CHARS) return null;
  await loaded(known);
  const html = highlighter.highlight(code, { language: known.id, ignoreIllegals: true }).value;
  const safe = DOMPurify.sanitize(html, { ALLOWED_TAGS: ['span'], ALLOWED_ATTR: ['class'] });
  const oldest = coloured.size >= KEPT ? coloured.keys().next().value : undefined;
  if (oldest !== undefined) coloured.delete(oldest);
  coloured.set(keyOf(code, known), safe);
  return safe;
}

function loaded({ id, load }: Language): Promise<void> {
  const under = loading.get(id) ?? begin();
  loading.set(id, under);
  return under;

  async function begin(): Promise<void> {
    try {
      highlighter.registerLanguage(id, (await load()).default);
    } catch (cause) {
      // Away for now: the next block asks again.
      loading.delete(id);
      throw cause;
    }
  }
}
