/** Talk made of words, some of them in every second message and most in hardly any, as in a language. The same every time. */

const SYLLABLES =
  'ta ing er re on com pro ment ness de st ra li th an in ou ver con ble age tion al is us pre ex ple ter ma na ki lo ga fi mi qu zy ho be'.split(
    ' ',
  );
const WORDS = 20_000;

/** In [0, 1), the same for the same number (splitmix32). */
function chance(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

/** The word of a rank, the most frequent first. Short ones are not the rarest. */
export function word(rank: number): string {
  const syllables = 2 + Math.floor(chance(rank) * 3);
  return Array.from(
    { length: syllables },
    (_, n) => SYLLABLES[Math.floor(chance(rank * 7 + n + 1) * SYLLABLES.length)],
  ).join('');
}

const KNOWN = Array.from({ length: WORDS }, (_, rank) => word(rank));

/** The n-th thing that is said, of about so many characters. */
export function talk(n: number, chars: number): string {
  let said = `${n}`;
  for (let at = 0; said.length < chars; at++) {
    // As frequent as one over its rank.
    const rank = Math.floor(WORDS ** chance(n * 64 + at)) - 1;
    said += ` ${KNOWN[rank] ?? ''}`;
  }
  return said;
}

/** What people look for: frequent words, rare ones, parts of words, several words, a number that is there once, and what is not there. */
export function lookedFor(n: number, messages: number): string {
  const frequent = word(Math.floor(chance(n) * 50));
  const rare = word(1_000 + Math.floor(chance(n + 1e6) * (WORDS - 1_000)));
  const kinds = [
    frequent,
    rare,
    `${rare} ${frequent}`,
    `"${frequent} ${word(Math.floor(chance(n + 2e6) * 50))}"`,
    rare.slice(1, 5),
    `${100_000 + Math.floor(chance(n + 3e6) * (messages - 100_000))}`,
    `${rare.slice(0, 4)}zzx`,
  ];
  return kinds[n % kinds.length] ?? frequent;
}
