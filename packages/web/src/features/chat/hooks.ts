/** What the chat's components ask and do. */
import type { RoomHandle, RoomView } from '@parley/client/client';
import type { User } from '@parley/contract/features/accounts/model';
import type { Room } from '@parley/contract/features/chat/model';
import type { CommandInput } from '@parley/contract/registry';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { client, useMe, useReadable } from '../../app/client.ts';
import { useFormats } from '../../i18n/format.ts';
import { useReadingRoom } from './reading-room.ts';
import { roomName } from './room-name.ts';
import { unreadTotal } from './sidebar-model.ts';

export function useRooms() {
  return useReadable(client.rooms);
}

export function useUnreadTotal(): number {
  const { rooms } = useRooms();
  const reading = useReadingRoom(({ roomId }) => roomId);
  return unreadTotal(rooms, reading, Date.now());
}

/** The address may name a room by its alias. */
export function useRoomByRef(ref: string): Room | undefined {
  const { rooms } = useRooms();
  return rooms.find((room) => room.id === ref || room.alias === ref);
}

/** The id of the room whose conversation is shown, if one is. */
export function useCurrentRoomId(): string | undefined {
  const { roomId }: { readonly roomId?: string } = useParams({ strict: false });
  return useRoomByRef(roomId ?? '')?.id;
}

export function useRoomName(): (room: Room) => string {
  const me = useMe();
  const formats = useFormats();
  return (room) => roomName(room, me.id, formats);
}

export interface OpenRoom {
  readonly handle: RoomHandle;
  readonly view: RoomView;
}

/** Follows a room for as long as it is shown; joins it where one may. */
export function useOpenRoom(roomId: string): OpenRoom {
  const handle = useMemo(() => client.room(roomId), [roomId]);
  const view = useReadable(handle.state);
  useEffect(() => {
    // A refusal is in the view.
    handle.open().catch(() => undefined);
    return () => handle.close();
  }, [handle]);
  return { handle, view };
}

const PAGE = 50;

export function usePublicRooms(q: string, scope: 'public' | 'archived' = 'public') {
  return useInfiniteQuery({
    queryKey: ['public-rooms', scope, q],
    queryFn: ({ pageParam }) =>
      client.call('chat:rooms', {
        scope,
        limit: PAGE,
        ...(q === '' ? {} : { q }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
    staleTime: 0,
  });
}

/** People by name, for choosing some. */
export function usePeopleSearch(q: string, enabled = true) {
  return useQuery({
    queryKey: ['people-search', q],
    queryFn: () => client.call('people:list', { limit: 40, ...(q === '' ? {} : { q }) }),
    placeholderData: (previous) => previous,
    enabled,
  });
}

const NOBODY: readonly User[] = [];

/** Of people named by their usernames, those who are not in the room; asks nothing where nobody is named. */
export function useOutsiders(roomId: string, names: readonly string[]): readonly User[] {
  const asked = useQuery({
    queryKey: ['outsiders', roomId, ...names],
    queryFn: async () => (await client.call('chat:outsiders', { roomId, names: [...names] })).items,
    enabled: names.length > 0,
    staleTime: 10_000,
  });
  return names.length === 0 ? NOBODY : (asked.data ?? NOBODY);
}

/** Gives a command about rooms and shows the room it is answered with. */
export function useCreateRoom() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: CommandInput<'chat:create'>) => client.call('chat:create', input),
    onSuccess: ({ room }) => {
      void queries.invalidateQueries({ queryKey: ['public-rooms'] });
      return navigate({ to: '/rooms/$roomId', params: { roomId: room.id } });
    },
  });
}

export function useDirect() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (userIds: readonly string[]) => client.call('chat:direct', { userIds: [...userIds] }),
    onSuccess: ({ room }) => navigate({ to: '/rooms/$roomId', params: { roomId: room.id } }),
  });
}

export function useLeaveRoom() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (roomId: string) => client.call('chat:leave', { roomId }),
    onSuccess: () => navigate({ to: '/rooms' }),
  });
}

export function useUpdateRoom() {
  return useMutation({
    mutationFn: (input: CommandInput<'chat:update-room'>) => client.call('chat:update-room', input),
  });
}

export function useAddMember() {
  return useMutation({
    mutationFn: (input: CommandInput<'chat:add-member'>) => client.call('chat:add-member', input),
  });
}

export function useRemoveMember() {
  return useMutation({
    mutationFn: (input: CommandInput<'chat:remove-member'>) => client.call('chat:remove-member', input),
  });
}

export function useSetRoomRole() {
  return useMutation({
    mutationFn: (input: CommandInput<'chat:member-role'>) => client.call('chat:member-role', input),
  });
}
