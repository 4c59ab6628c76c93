/** The room looked at last on this machine: where one begins. */

const KEY = 'parley:last-room';

export function readLastRoom(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function keepLastRoom(roomId: string): void {
  try {
    localStorage.setItem(KEY, roomId);
  } catch {
    // A forbidden storage costs remembering, nothing else.
  }
}
