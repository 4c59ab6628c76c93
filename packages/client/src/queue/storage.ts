/** Where the queue survives a reload. One entry a key, so that two tabs never overwrite each other's. */
import { isRecord } from '../errors.ts';
import { QUEUED_COMMANDS, type QueueEntry } from './state.ts';

export interface QueueStorage {
  /** What was kept for this person, in any order; what can't be read is left out. */
  readonly load: (userId: string) => readonly QueueEntry[];
  readonly put: (userId: string, entry: QueueEntry) => void;
  readonly remove: (userId: string, clientId: string) => void;
}

export function memoryStorage(): QueueStorage {
  const entries = new Map<string, Map<string, QueueEntry>>();
  return {
    load: (userId) => [...(entries.get(userId)?.values() ?? [])],
    put: (userId, entry) => {
      const mine = entries.get(userId) ?? new Map<string, QueueEntry>();
      entries.set(userId, mine.set(entry.clientId, entry));
    },
    remove: (userId, clientId) => {
      entries.get(userId)?.delete(clientId);
    },
  };
}

/** A full or forbidden storage costs surviving a reload, nothing else. */
export function webStorage(storage: Storage = localStorage): QueueStorage {
  const prefix = (userId: string) => `parley:queue:${userId}:`;
  return {
    load: (userId) => {
      const found: QueueEntry[] = [];
      try {
        for (let index = 0; index < storage.length; index += 1) {
          const key = storage.key(index);
          if (key === null || !key.startsWith(prefix(userId))) continue;
          const entry = parsed(storage.getItem(key));
          if (entry !== null) found.push(entry);
        }
      } catch {
        return found;
      }
      return found;
    },
    put: (userId, entry) => {
      try {
        storage.setItem(prefix(userId) + entry.clientId, JSON.stringify(entry));
      } catch {
        return;
      }
    },
    remove: (userId, clientId) => {
      try {
        storage.removeItem(prefix(userId) + clientId);
      } catch {
        return;
      }
    },
  };
}

/** `localStorage` in a browser, memory elsewhere. */
export function defaultStorage(): QueueStorage {
  try {
    return typeof localStorage === 'undefined' || typeof document === 'undefined'
      ? memoryStorage()
      : webStorage();
  } catch {
    // Reading `localStorage` itself throws where cookies are blocked.
    return memoryStorage();
  }
}

function parsed(text: string | null): QueueEntry | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (!isRecord(value) || !isRecord(value.input) || typeof value.clientId !== 'string') return null;
    if (typeof value.enqueuedAt !== 'number' || typeof value.order !== 'number') return null;
    if (!QUEUED_COMMANDS.some((name) => name === value.name)) return null;
    // Written by `put`; what an older version wrote differently, the server checks and refuses.
    return value as unknown as QueueEntry;
  } catch {
    return null;
  }
}
