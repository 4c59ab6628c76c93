/** What was begun and not sent, by room: kept while the tab lives. */

const PREFIX = 'parley:draft:';

export function readDraft(roomId: string): string {
  try {
    return sessionStorage.getItem(PREFIX + roomId) ?? '';
  } catch {
    return '';
  }
}

export function keepDraft(roomId: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(PREFIX + roomId);
    else sessionStorage.setItem(PREFIX + roomId, text);
  } catch {
    // A full or forbidden storage costs the draft surviving a reload, nothing else.
  }
}
