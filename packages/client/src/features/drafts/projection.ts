/** My drafts as the server has them, by place: (state, event) -> state, pure. */
import type { Draft } from '@parley/contract/features/drafts/model';
import { type ChannelEvent, dataOf } from '../../channels/events.ts';
import { isRecord } from '../../errors.ts';

/** Where something is written. */
export interface DraftPlace {
  readonly roomId: string;
  /** Absent: the main timeline. */
  readonly threadId?: string | undefined;
}

export type DraftsState = Readonly<Record<string, Draft>>;

/** Ids have no slash. */
export function placeKey({ roomId, threadId }: DraftPlace): string {
  return `${roomId}/${threadId ?? ''}`;
}

export function placeOf(key: string): DraftPlace {
  const [roomId = '', threadId = ''] = key.split('/');
  return threadId === '' ? { roomId } : { roomId, threadId };
}

export function draftsFrom(snapshot: unknown): DraftsState {
  // The wire ties the part of the snapshot to its name.
  const drafts = isRecord(snapshot) && Array.isArray(snapshot.drafts) ? (snapshot.drafts as Draft[]) : [];
  return Object.fromEntries(drafts.map((draft) => [placeKey(draft), draft]));
}

export function projectDrafts(state: DraftsState, event: ChannelEvent): DraftsState {
  return event.type === 'draft:changed' ? withDraft(state, dataOf<'draft:changed'>(event)) : state;
}

/** One without text is none. */
export function withDraft(state: DraftsState, draft: Draft): DraftsState {
  const key = placeKey(draft);
  const { [key]: _, ...others } = state;
  return draft.text === '' ? others : { ...others, [key]: draft };
}
