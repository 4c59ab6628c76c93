/** What the settings of a room ask and do. */
import type { CommandInput } from '@parley/contract/registry';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export function useArchive() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: CommandInput<'chat:archive'>) => client.call('chat:archive', input),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['public-rooms'] }),
  });
}

const invitesOf = (roomId: string) => ['room-invites', roomId];

export function useInvites(roomId: string) {
  return useQuery({
    queryKey: invitesOf(roomId),
    queryFn: async () => (await client.call('room-invite:list', { roomId })).items,
    staleTime: 0,
  });
}

export function useCreateInvite() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: CommandInput<'room-invite:create'>) => client.call('room-invite:create', input),
    onSuccess: ({ invite }) => queries.invalidateQueries({ queryKey: invitesOf(invite.roomId) }),
  });
}

export function useRevokeInvite(roomId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (inviteId: string) => client.call('room-invite:revoke', { roomId, inviteId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: invitesOf(roomId) }),
  });
}

const sanctionsOf = (roomId: string) => ['room-sanctions', roomId];

export function useRoomSanctions(roomId: string) {
  return useInfiniteQuery({
    queryKey: sanctionsOf(roomId),
    queryFn: ({ pageParam }) =>
      client.call('chat:sanctions', { roomId, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
}

export function useLiftSanction(roomId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, userId }: { readonly kind: 'mute' | 'ban'; readonly userId: string }) =>
      client.call(`chat:un${kind}`, { roomId, userId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: sanctionsOf(roomId) }),
  });
}
