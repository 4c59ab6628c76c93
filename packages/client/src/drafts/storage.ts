/** Where what is written survives a reload until the server has it. */
import { isRecord } from '../errors.ts';

export interface StoredWords {
  readonly text: string;
  readonly replyTo: string | null;
}

/** As much of it as another start of this client needs. */
export interface StoredDraft extends StoredWords {
  /** The server's version it goes on from; 0: there was none. */
  readonly base: number;
  /** What is on its way to the server, whose answer has not come. */
  readonly sent: StoredWords | null;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

export interface DraftStorage {
  /** By the name of the place; what can't be read is left out. */
  readonly load: (userId: string) => ReadonlyMap<string, StoredDraft>;
  readonly put: (userId: string, place: string, draft: StoredDraft) => void;
  readonly remove: (userId: string, place: string) => void;
}

export function memoryDrafts(): DraftStorage {
  const people = new Map<string, Map<string, StoredDraft>>();
  const of = (userId: string) => people.get(userId) ?? new Map<string, StoredDraft>();
  return {
    load: (userId) => new Map(of(userId)),
    put: (userId, place, draft) => void people.set(userId, of(userId).set(place, draft)),
    remove: (userId, place) => void of(userId).delete(place),
  };
}

/** A full or forbidden storage costs surviving a reload before the server has it, nothing else. */
export function webDrafts(storage: Storage = localStorage): DraftStorage {
  const prefix = (userId: string) => `parley:draft:${userId}:`;
  const attempt = (task: () => void) => {
    try {
      task();
    } catch {
      return;
    }
  };
  return {
    load: (userId) => {
      const found = new Map<string, StoredDraft>();
      attempt(() => {
        for (let index = 0; index < storage.length; index += 1) {
          const key = storage.key(index);
          if (key === null || !key.startsWith(prefix(userId))) continue;
          const draft = parsed(storage.getItem(key));
          if (draft !== null) found.set(key.slice(prefix(userId).length), draft);
        }
      });
      return found;
    },
    put: (userId, place, { text, replyTo, base, sent, writtenAt }) =>
      attempt(() =>
        storage.setItem(prefix(userId) + place, JSON.stringify({ text, replyTo, base, sent, writtenAt })),
      ),
    remove: (userId, place) => attempt(() => storage.removeItem(prefix(userId) + place)),
  };
}

/** `localStorage` in a browser, memory elsewhere. */
export function defaultDrafts(): DraftStorage {
  try {
    return typeof localStorage === 'undefined' || typeof document === 'undefined'
      ? memoryDrafts()
      : webDrafts();
  } catch {
    // Reading `localStorage` itself throws where cookies are blocked.
    return memoryDrafts();
  }
}

function parsed(text: string | null): StoredDraft | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const words = wordsOf(value);
    if (words === null || !isRecord(value) || typeof value.base !== 'number') return null;
    const writtenAt = typeof value.writtenAt === 'number' ? value.writtenAt : 0;
    return { ...words, base: value.base, sent: wordsOf(value.sent), writtenAt };
  } catch {
    return null;
  }
}

function wordsOf(value: unknown): StoredWords | null {
  if (!isRecord(value) || typeof value.text !== 'string') return null;
  return { text: value.text, replyTo: typeof value.replyTo === 'string' ? value.replyTo : null };
}
