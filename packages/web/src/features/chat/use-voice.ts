/** Whether I am muted where I would write. Events tell of it; when it ends is the server's to say, whose clock it ends by. */
import type { Room } from '@parley/contract/features/chat/model';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { inForce } from '@parley/contract/kernel/sanction-words';
import { useQuery } from '@tanstack/react-query';
import { client, useMe } from '../../app/client.ts';
import { askAgainMs } from './voice-model.ts';

/** The mute that keeps me from writing in this room; null when nothing does. */
export function useVoice(room: Room): Sanction | null {
  const { muted: everywhere } = useMe();
  const told = [everywhere, room.muted].filter((mute) => mute !== undefined);
  const voice = useQuery({
    // What is told changes: asked anew.
    queryKey: ['voice', room.id, ...told.map(({ until, reason }) => `${until} ${reason}`)],
    queryFn: async () => (await client.call('chat:voice', { roomId: room.id })).muted,
    enabled: told.length > 0,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => askAgainMs(state.data),
    refetchIntervalInBackground: true,
  });
  if (told.length === 0) return null;
  if (voice.data !== undefined) return voice.data;
  // Until the answer is there, what was told.
  return told.find((mute) => inForce(mute, Date.now())) ?? null;
}
