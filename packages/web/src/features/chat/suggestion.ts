/** What a source of suggestions is and gives. */
import type { Room } from '@parley/contract/features/chat/model';
import type { ReactNode } from 'react';

export interface Suggestion {
  readonly id: string;
  /** Takes the place of the token, its mark included; a blank follows by itself. */
  readonly insert: string;
  readonly icon?: ReactNode;
  readonly label: string;
  /** Beside the label: a username, what a command expects. */
  readonly hint?: string | undefined;
  /** A sentence on it. */
  readonly note?: string | undefined;
  /** Its group has this name and stands together; without one, it stands before all groups. */
  readonly group?: string | undefined;
}

export interface SuggestionSource {
  /** A hook: what is offered for what was typed after the mark, best first. Empty offers nothing. */
  readonly useSuggestions: (query: string, room: Room) => readonly Suggestion[];
}
