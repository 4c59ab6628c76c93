/** Adding an emoji: a name to begin with, and what was wrong. Pure. */
import { EMOJI_NAME } from '@parley/contract/features/emoji/names';
import type { WireError } from '@parley/contract/kernel/errors';

const MAX_NAME = 40;

/** `Party Parrot (2).GIF` -> `party_parrot_2`; empty where nothing of it is left. */
export function nameFromFile(fileName: string): string {
  const name = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9+-]+/g, '_')
    .slice(0, MAX_NAME)
    .replace(/^_+|_+$/g, '');
  return EMOJI_NAME.test(name) ? name : '';
}

/** As somebody types it: with or without its colons, in whatever case. */
export function typedName(text: string): string {
  return text.trim().replace(/^:|:$/g, '').toLowerCase();
}

export function isName(name: string): boolean {
  return EMOJI_NAME.test(name);
}

type Field = 'name' | 'image';

/** What there is a text for; null: those that all errors have. */
type Problem = 'standard' | 'taken' | 'full' | 'large' | 'noPicture' | null;

export function problemOf({ code, details = [] }: WireError): {
  readonly field: Field;
  readonly problem: Problem;
} {
  const about = (path: string) => details.some((detail) => detail.path === path);
  if (code === 'TOO_LARGE') return { field: 'image', problem: 'large' };
  if (code === 'UNSUPPORTED' || (code === 'INVALID' && about('image'))) {
    return { field: 'image', problem: 'noPicture' };
  }
  if (code === 'CONFLICT') return { field: 'name', problem: about('name') ? 'taken' : 'full' };
  if (code === 'INVALID' && about('name')) return { field: 'name', problem: 'standard' };
  return { field: 'name', problem: null };
}
