/** Whether somebody who looks after the server can go into the room of a report. */
import type { Report } from '@parley/contract/features/moderation/model';
import { client, useReadable } from '../../app/client.ts';

/** Public rooms have a name in reports; of the others one sees only those one is in. */
export function useMayOpen({ id, name }: Report['room']): boolean {
  const { rooms } = useReadable(client.rooms);
  return name !== undefined || rooms.some((room) => room.id === id);
}
