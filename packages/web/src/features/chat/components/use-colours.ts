/** Colours code after it was painted and while nobody waits for anything: the text stays where it is, letter by letter. */
import { useEffect, useLayoutEffect } from 'react';
import type { CodeBlock } from '../code-blocks-in.ts';
import { languageOf } from '../markdown/languages.ts';

type Highlight = typeof import('../markdown/highlight.ts');

let highlight: Highlight | null = null;

export function useColours(blocks: readonly CodeBlock[]): void {
  // What was coloured before is coloured at once: rows come and go as one scrolls.
  useLayoutEffect(() => {
    for (const { code, language } of blocks) {
      const html = highlight?.knownColours(code.textContent ?? '', language);
      if (html !== undefined) code.innerHTML = html;
    }
  }, [blocks]);
  useEffect(() => {
    const plain = blocks.filter(
      ({ code, language }) => code.childElementCount === 0 && languageOf(language) !== undefined,
    );
    if (plain.length === 0) return;
    let here = true;
    const cancel = whenIdle(() => {
      colour(plain, () => here).catch(() => undefined);
    });
    return () => {
      here = false;
      cancel();
    };
  }, [blocks]);
}

async function colour(blocks: readonly CodeBlock[], isWanted: () => boolean): Promise<void> {
  highlight ??= await import('../markdown/highlight.ts');
  for (const { code, language } of blocks) {
    if (!isWanted()) return;
    const html = await highlight.colouredHtml(code.textContent ?? '', language);
    if (html !== null && isWanted()) code.innerHTML = html;
  }
}

function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, 50);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 1_000 });
  return () => cancelIdleCallback(handle);
}
