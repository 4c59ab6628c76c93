/** What two texts share, word by word: the longest common run of words, as far as it is worth finding. */

export interface Part {
  readonly kind: 'same' | 'added' | 'gone';
  readonly text: string;
}

/** Beyond this many pairs of words the texts are shown as wholly other. */
const MAX_PAIRS = 1_000_000;

export function differenceOf(former: string, present: string): readonly Part[] {
  if (former === present) return present === '' ? [] : [{ kind: 'same', text: present }];
  const [a, b] = [wordsOf(former), wordsOf(present)];
  if (a.length * b.length > MAX_PAIRS) return joined([...mark('gone', a), ...mark('added', b)]);
  const common = lengths(a, b);
  const parts: Part[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]];
    if (one !== undefined && one === other) {
      parts.push({ kind: 'same', text: one });
      i += 1;
      j += 1;
    } else if (one !== undefined && (other === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      parts.push({ kind: 'gone', text: one });
      i += 1;
    } else {
      parts.push({ kind: 'added', text: other ?? '' });
      j += 1;
    }
  }
  return joined(parts);
}

/** With the blanks and marks between them, so that joining gives the text again. Thai has no blanks: the language's own words. */
function wordsOf(text: string): readonly string[] {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...words.segment(text)].map(({ segment }) => segment);
}

/** `[i][j]`: how many words the rests from i and from j have in common at most. */
function lengths(a: readonly string[], b: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row === undefined) continue;
      row[j] =
        a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: readonly Uint32Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function mark(kind: Part['kind'], words: readonly string[]): readonly Part[] {
  return words.map((text) => ({ kind, text }));
}

function joined(parts: readonly Part[]): readonly Part[] {
  const runs: Part[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.kind === part.kind) runs[runs.length - 1] = { kind: part.kind, text: last.text + part.text };
    else runs.push(part);
  }
  return runs;
}
