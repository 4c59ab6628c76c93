/** What is written here, and what another device made of the same draft: nothing of either may be lost. Pure. */
import type { Draft } from '@parley/contract/features/drafts/model';

/** What the server does not have yet. */
export interface Written {
  readonly text: string;
  readonly replyTo: string | null;
  /** The server's version it goes on from; 0: there was none. */
  readonly base: number;
  /** What is on its way to the server, whose answer has not come. */
  readonly sent: { readonly text: string; readonly replyTo: string | null } | null;
  /** What another device wrote meanwhile; one chooses between the two, and until then nothing of this is sent. */
  readonly other: Draft | null;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

/**
 * What becomes of what is written here once the server's state is `present`; null when the server's holds good for both.
 * What was emptied here gives way to what another device wrote meanwhile.
 */
export function met(written: Written, present: Draft): Written | null {
  const { text, replyTo, base, sent } = written;
  if (isSame(present, text, replyTo)) return null;
  if (present.version === base) return { ...written, other: null };
  const goOn = { ...written, base: present.version, other: null };
  // Emptied or sent elsewhere, while something else is being written here.
  if (present.text === '') return { ...goOn, base: 0 };
  if (sent !== null && isSame(present, sent.text, sent.replyTo)) return goOn;
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
