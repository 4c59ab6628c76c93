/** What the pages of the feature ask and do. */

import type { Role } from '@parley/contract/features/accounts/model';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client, session } from '../../app/client.ts';

export function useSetupStatus() {
  return useQuery({ queryKey: ['setup'], queryFn: () => session.setupStatus(), staleTime: 0 });
}

const PAGE = 60;

export function usePeople(q: string) {
  return useInfiniteQuery({
    queryKey: ['people', q],
    queryFn: ({ pageParam }) =>
      client.call('people:list', {
        limit: PAGE,
        ...(q === '' ? {} : { q }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });
}

export function useSetRole() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { readonly userId: string; readonly role: Role }) =>
      client.call('people:role', input),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
}

export function useSetDisabled() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { readonly userId: string; readonly disabled: boolean }) =>
      client.call('people:disable', input),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
}

export interface InviteInput {
  readonly role: Exclude<Role, 'owner'>;
  readonly days: number;
  readonly uses: number;
}

export function useInvite() {
  return useMutation({ mutationFn: (input: InviteInput) => client.call('people:invite', input) });
}

/** Opens the one direct room of these people and me. */
export function useDirect() {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (userIds: readonly string[]) => client.call('chat:direct', { userIds: [...userIds] }),
    onSuccess: ({ room }) => navigate({ to: '/rooms/$roomId', params: { roomId: room.id } }),
  });
}
