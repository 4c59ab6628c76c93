/** The names that are kept back are those people know standard emoji by. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EMOJI_NAME } from '@parley/contract/features/emoji/names';
import { STANDARD_EMOJI_NAMES } from '@parley/contract/features/emoji/standard-names';
import { expect, it } from 'vitest';

it('are those of the data that the picker is made from', () => {
  const path = createRequire(import.meta.url).resolve('emojibase-data/en/shortcodes/github.json');
  // Code points -> one name, or several.
  const known = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string | string[]>;
  const names = Object.values(known)
    .flat()
    .filter((name) => EMOJI_NAME.test(name));
  expect([...STANDARD_EMOJI_NAMES].sort()).toEqual([...new Set(names)].sort());
});
