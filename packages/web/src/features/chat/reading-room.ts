/** The room whose newest messages somebody has before their eyes: what comes there is read as it comes, and waits nowhere. */
import { create } from 'zustand';

interface ReadingRoom {
  readonly roomId: string | null;
}

export const useReadingRoom = create<ReadingRoom>(() => ({ roomId: null }));

/** Until what is returned is called, or another room is read. */
export function readRoom(roomId: string): () => void {
  useReadingRoom.setState({ roomId });
  return () => {
    if (useReadingRoom.getState().roomId === roomId) useReadingRoom.setState({ roomId: null });
  };
}
