/** What is written here, and what another device made of the same draft: nothing of either may be lost. Pure. */
import type { Draft } from '@parley/contract/features/drafts/model';
import type { StoredDraft, StoredWords } from './storage.ts';

/** What the server does not have yet. */
export interface Written extends StoredDraft {
  /** What another device wrote meanwhile; one chooses between the two, and until then nothing of this is sent. */
  readonly other: Draft | null;
}

/**
 * What becomes of what is written here once the server's state is `present`; null when the server's holds good for both.
 * What was emptied here gives way to what another device wrote meanwhile.
 */
export function met(written: Written, present: Draft): Written | null {
  const { text, base, sent } = written;
  const isThere = (of: StoredWords) => isSame(present, of.text, of.replyTo);
  // Something else that is on its way from here would bring back what was taken back since.
  if (isThere(written)) return sent === null || isThere(sent) ? null : { ...written, other: null };
  if (present.version === base) return { ...written, other: null };
  const goOn = { ...written, base: present.version, other: null };
  // Emptied or sent elsewhere, while something else is being written here.
  if (present.text === '') return { ...goOn, base: 0 };
  if (sent !== null && isThere(sent)) return goOn;
  if (isEmpty(text)) return null;
  // All of theirs is part of mine.
  if (text.startsWith(present.text)) return goOn;
  return { ...written, other: present };
}

export function isEmpty(text: string): boolean {
  return text.trim() === '';
}

function isSame(draft: Draft, text: string, replyTo: string | null): boolean {
  if (draft.text === '') return isEmpty(text);
  return draft.text === text && draft.replyTo === replyTo;
}
