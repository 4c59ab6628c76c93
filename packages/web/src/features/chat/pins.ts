/** The pinned messages of a room: asked for, and again whenever a pin or a pinned message changes. */
import type { ChannelEvent } from '@parley/client/channels/events';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../../app/client.ts';

const CHANGES: ReadonlySet<string> = new Set(['chat:pinned', 'chat:updated', 'chat:deleted']);

export function usePins(roomId: string) {
  const queries = useQueryClient();
  useEffect(() => {
    const again = () => void queries.invalidateQueries({ queryKey: ['pins', roomId] });
    return client.channel(`room:${roomId}`).follow({
      snapshot: again,
      event: (event: ChannelEvent) => {
        if (CHANGES.has(event.type)) again();
      },
    });
  }, [queries, roomId]);
  return useQuery({
    queryKey: ['pins', roomId],
    queryFn: async () => (await client.call('chat:pins', { roomId })).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function usePin(roomId: string) {
  return useMutation({
    mutationFn: ({ messageId, isOn }: { readonly messageId: string; readonly isOn: boolean }) =>
      client.call('chat:pin', { roomId, messageId, isOn }),
  });
}
