/** Who may do what with emoji, and what one may be called. Pure. */
import { STANDARD_EMOJI_NAMES } from '@parley/contract/features/emoji/standard-names';

/** Adding them and taking them away. */
export function managesEmoji(role: string): boolean {
  return role === 'owner' || role === 'admin';
}

/** Whether it is the name of an emoji that every keyboard has. */
export function isStandardName(name: string): boolean {
  return STANDARD_EMOJI_NAMES.has(name);
}
