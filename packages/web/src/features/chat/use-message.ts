/** One message of a room by its id: from what is shown already, else asked for. */
import type { RoomHandle } from '@parley/client/client';
import type { ShownMessage } from '@parley/client/projections/conversation';
import { useQuery } from '@tanstack/react-query';
import { client, useReadable } from '../../app/client.ts';

/** What was asked for is asked for again after this. */
const STALE_MS = 60_000;

type ReadMessage = Pick<ShownMessage, 'displayName' | 'content'>;

/** `gone`: deleted, or not to be read any more. */
export type FoundMessage =
  | { readonly kind: 'loading' | 'gone' }
  | { readonly kind: 'found'; readonly message: ReadMessage };

export function useMessage(handle: RoomHandle, roomId: string, messageId: string): FoundMessage {
  const { conversation } = useReadable(handle.state);
  const here = conversation?.messages.find((message) => message.id === messageId);
  const asked = useQuery({
    queryKey: ['message', roomId, messageId],
    queryFn: async () => {
      const input = { roomId, around: messageId, limit: 1 };
      return (await client.call('chat:history', input)).items[0] ?? null;
    },
    enabled: here === undefined,
    staleTime: STALE_MS,
    retry: false,
  });
  const message = here ?? asked.data;
  if (message === undefined && !asked.isError) return { kind: 'loading' };
  return message === undefined || message === null || message.deletedAt !== null
    ? { kind: 'gone' }
    : { kind: 'found', message };
}
