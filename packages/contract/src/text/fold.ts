/**
 * How texts are made equal where people mean the same: what is indexed or named and what is looked for go through this one
 * function, on servers and in clients. Whoever changes it makes a migration that indexes anew and makes the keys of names anew.
 * Width, case, accents of Latin, Greek and Cyrillic, Arabic vowel marks and letter forms, digits of other scripts, invisible
 * characters and kinds of space make no difference; Thai vowels and tones do.
 */

/** A text and, for each UTF-16 unit of it, where in the original it comes from; one more for the end. */
export interface Folded {
  readonly text: string;
  readonly at: readonly number[];
}

export function fold(text: string): string {
  if (isAscii(text)) return spaced(text.toLowerCase()).trim();
  return spaced(text.replace(CLUSTER, (cluster) => foldCluster(cluster))).trim();
}

/** The same as `fold`, except that spaces stay where they are, so that every place can be told. */
export function foldInPlace(text: string): Folded {
  const at: number[] = [];
  let folded = '';
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const part = spaced(foldCluster(cluster));
    // A run of spaces counts as its first.
    if (part === ' ' && folded.endsWith(' ')) continue;
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) at.push(index);
  }
  at.push(text.length);
  return { text: folded, at };
}

/** What normalises together: a letter with its marks, those of half-width kana too, or the jamo of Hangul. */
const CLUSTER = /[\u1100-\u11ff]+|\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gsu;

function foldCluster(cluster: string): string {
  if (cluster.length === 1 && cluster < '\x80') return cluster.toLowerCase();
  const plain = cluster.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').replace(ARABIC_MARKS, '');
  const letters = ACCENTED.test(plain) ? withoutAccents(plain) : plain;
  return letters.replace(VARIANT, (char) => VARIANTS.get(char) ?? char).replace(DIGIT, asciiDigit);
}

/** Soft hyphens, zero-width spaces and joiners, marks of direction, selectors of variants; lone surrogates, private use. */
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Co}]|\p{Variation_Selector}|\u034f/gu;
/** Vowel marks of Arabic and Hebrew, and tatweel. */
const ARABIC_MARKS =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]/gu;
const ACCENTED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

const VARIANTS: ReadonlyMap<string, string> = new Map([
  // Forms of alef, and letters that are written for one another.
  ...[...'أإآٱٲٳٵ'].map((form): [string, string] => [form, 'ا']),
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ئ', 'ي'],
  ['ؤ', 'و'],
  ['ة', 'ه'],
  ['ک', 'ك'],
  ['ς', 'σ'],
  ['ß', 'ss'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ł', 'l'],
  ['ı', 'i'],
]);
const VARIANT = new RegExp(`[${[...VARIANTS.keys()].join('')}]`, 'gu');

/** Digits of Arabic, Persian, Devanagari, Bengali, Thai, Lao, Myanmar and Khmer: each script's run of ten, from its zero. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x0ed0, 0x1040, 0x17e0];
const DIGIT = new RegExp(
  `[${ZEROS.map((zero) => `\\u{${zero.toString(16)}}-\\u{${(zero + 9).toString(16)}}`).join('')}]`,
  'gu',
);

function asciiDigit(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const zero = ZEROS.find((first) => code >= first && code < first + 10) ?? code;
  return String(code - zero);
}

/** White space and control characters, NUL among them. */
function spaced(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Z}]+/gu, ' ');
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
