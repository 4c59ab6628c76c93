/** Threads as the page uses them: one that is open, whether I follow it, and how far I read it. */
import type { RoomHandle, RoomView } from '@parley/client/client';
import type { ShownMessage } from '@parley/client/projections/conversation';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../app/client.ts';
import { errorText } from '../../app/errors.ts';
import { toast } from '../../ui/components/toasts.tsx';
import { usePresent } from './use-reading.ts';

export function useOpenThread(
  roomId: string,
  threadId: string,
): { readonly handle: RoomHandle; readonly view: RoomView } {
  const handle = useMemo(() => client.thread(roomId, threadId), [roomId, threadId]);
  const view = useReadable(handle.state);
  useEffect(() => {
    // A refusal is in the view.
    handle.open().catch(() => undefined);
    return () => handle.close();
  }, [handle]);
  return { handle, view };
}

export function useFollow(
  roomId: string,
  threadId: string,
): { readonly isFollowing: boolean; readonly toggle: () => void } {
  const { t } = useTranslation('threads');
  const isFollowing = useReadable(client.threads).some((thread) => thread.threadId === threadId);
  const toggle = () => {
    client
      .call('thread:follow', { roomId, threadId, isOn: !isFollowing })
      .catch((error: unknown) => toast(errorText(t, error), { tone: 'danger' }));
  };
  return { isFollowing, toggle };
}

/** Marks a thread as read when its end is really looked at. */
export function useReadingThread({
  handle,
  threadId,
  messages,
  atEnd,
}: {
  readonly handle: RoomHandle;
  readonly threadId: string;
  readonly messages: readonly ShownMessage[];
  readonly atEnd: boolean;
}): void {
  const present = usePresent();
  const marked = useRef<string | null>(null);
  const unread = useReadable(client.threads).find((thread) => thread.threadId === threadId)?.unread ?? 0;
  const last = messages.findLast((message) => message.delivery === 'sent')?.id;
  useEffect(() => {
    if (!present || !atEnd || unread === 0 || last === undefined || marked.current === last) return;
    marked.current = last;
    handle.markRead(last);
  }, [present, atEnd, unread, last, handle]);
}

/** Answers I have not read, in all threads I follow. */
export function useUnreadAnswers(): number {
  return useReadable(client.threads).reduce((sum, thread) => sum + thread.unread, 0);
}

export function useFollowedThreads() {
  return useInfiniteQuery({
    queryKey: ['threads'],
    queryFn: ({ pageParam }) => client.call('thread:list', pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}
