/** Where suggestions come from, a source for every mark. Loaded with the list, when the first one is wanted. */
import { emojiSource } from './emoji-source.tsx';
import { mentionSource } from './mention-source.tsx';
import { roomSource } from './room-source.tsx';
import { slashSource } from './slash-source.ts';
import type { Mark } from './suggest-model.ts';
import type { SuggestionSource } from './suggestion.ts';

export const SOURCES: Readonly<Record<Mark, SuggestionSource>> = {
  ':': emojiSource,
  '@': mentionSource,
  '#': roomSource,
  '/': slashSource,
};
