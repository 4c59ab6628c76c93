/**
 * Everybody in a room, as far as known: those there first, the others page by page as the reader comes to them. A small
 * room is loaded and looked at whole; of a large one those who are there and those in sight are looked at.
 */
import type { Member, Room } from '@parley/contract/features/chat/model';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { client } from '../../app/client.ts';
import { united } from './members-model.ts';

/** The conversation itself carries as many. */
const CARRIED = 100;
const PAGE = 200;
/** Up to which a room is loaded whole. */
export const WHOLE = 400;
/** How often it is asked who is there where not everybody is looked at. */
const AGAIN_MS = 30_000;
const NOBODY: readonly Member[] = [];

export interface Roster {
  readonly members: readonly Member[];
  /** How many match; for a search that isn't known before all are loaded. */
  readonly total: number;
  readonly loading: boolean;
  /** Loads the next page; harmless where there is none. */
  readonly more: () => void;
}

export function useRoster(room: Room, live: readonly Member[], search: string): Roster {
  const large = room.memberCount > WHOLE;
  const partial = room.memberCount > CARRIED || room.memberCount > live.length;
  const gone = useGone(room.id);
  const here = useQuery({
    queryKey: ['members-here', room.id],
    queryFn: () => client.call('chat:present', { roomId: room.id }),
    enabled: large && search === '',
    refetchInterval: AGAIN_MS,
  });
  const pages = useInfiniteQuery({
    queryKey: ['members', room.id, search],
    queryFn: ({ pageParam }) =>
      client.call('chat:members', {
        roomId: room.id,
        limit: PAGE,
        ...(search === '' ? {} : { q: search }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: partial || search !== '',
    staleTime: 0,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  useEffect(() => {
    if (!large && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [large, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const present = here.data?.items ?? NOBODY;
  const fetched = useMemo(() => data?.pages.flatMap((page) => page.items) ?? NOBODY, [data]);
  // What a list says of people is news to whoever shows them elsewhere.
  useEffect(() => {
    if (fetched.length > 0) client.seen(fetched);
  }, [fetched]);
  useEffect(() => {
    if (present.length > 0) client.seen(present);
  }, [present]);

  const members = useMemo(
    () => (search === '' ? united(gone, fetched, present, live) : united(gone, fetched)),
    [gone, fetched, present, live, search],
  );
  return {
    members,
    total: search === '' ? room.memberCount : members.length,
    loading: pages.isPending && pages.fetchStatus === 'fetching',
    more,
  };
}

/** Who left since the list was opened: fetched pages still have them. */
function useGone(roomId: string): ReadonlySet<string> {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    setGone(new Set());
    return client.channel(`room:${roomId}`).attend({
      snapshot: () => {},
      event: ({ type, data }) => {
        // The contract ties the data to the type.
        if (type === 'room:left') {
          const { userId } = data as { readonly userId: string };
          setGone((known) => new Set([...known, userId]));
        }
        if (type === 'room:joined') {
          const { user } = data as { readonly user: Member };
          setGone((known) => new Set([...known].filter((id) => id !== user.id)));
        }
      },
    });
  }, [roomId]);
  return gone;
}
