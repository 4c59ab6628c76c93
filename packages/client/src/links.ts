/**
 * Where links to rooms and messages lead, as far as I may see it: asked for together, kept while they are shown, and asked
 * for again when something happens to what they lead to.
 */
import type { LinkedPlace } from '@parley/contract/features/chat/commands/links';
import { MAX_LINKS } from '@parley/contract/features/chat/links';
import type { CommandInput, CommandOutput } from '@parley/contract/registry';
import type { Channels } from './channels/channels.ts';
import { type ChannelEvent, dataOf } from './channels/events.ts';
import type { Clock } from './clock.ts';
import { createStore, type Readable, type Store } from './store.ts';

export interface LinkTarget {
  /** Id or alias. */
  readonly roomId: string;
  readonly messageId?: string | undefined;
}

/** Null until it is known. */
export type LinkView = LinkedPlace | null;

export interface LinksParts {
  readonly clock: Clock;
  readonly channels: Channels;
  readonly ask: (input: CommandInput<'chat:links'>) => Promise<CommandOutput<'chat:links'>>;
}

interface Entry {
  readonly target: LinkTarget;
  readonly view: Store<LinkView>;
  readonly readable: Readable<LinkView>;
  shown: number;
  /** Rises with everything that may change the answer: one on its way then is not the last word. */
  changes: number;
  /** When it was answered; 0: not, or something happened since. */
  answeredAt: number;
}

/** Links come into view many at a time. */
const TOGETHER_MS = 30;
/** Whoever is no member of the room hears of no change: it is asked again when it is shown after this. */
const STALE_MS = 60_000;
const AGAIN_MS = 5_000;
/** Those that nobody looks at; the ones shown longest ago go first. */
const MAX_KEPT = 500;

export class Links {
  readonly #parts: LinksParts;
  readonly #entries = new Map<string, Entry>();
  readonly #wanted = new Set<Entry>();
  #waiting = false;
  #me = '';
  #leave = () => {};

  constructor(parts: LinksParts) {
    this.#parts = parts;
  }

  own(userId: string): void {
    if (userId === this.#me) return;
    this.#leave();
    this.#me = userId;
    // What somebody else was shown is none of mine.
    for (const entry of this.#entries.values()) this.#forget(entry);
    this.#leave = this.#parts.channels.attend(`user:${userId}`, {
      snapshot: () => this.#anew(() => true),
      event: (event) => this.event(event),
    });
  }

  /** The same value for the same place, while somebody looks at it. */
  at(target: LinkTarget): Readable<LinkView> {
    const key = `${target.roomId}/${target.messageId ?? ''}`;
    const known = this.#entries.get(key);
    if (known !== undefined) return known.readable;
    const view = createStore<LinkView>(null);
    const entry: Entry = {
      target,
      view,
      readable: {
        getSnapshot: view.getSnapshot,
        subscribe: (listener) => {
          const unsubscribe = view.subscribe(listener);
          this.#showing(key, entry);
          return () => {
            unsubscribe();
            entry.shown -= 1;
          };
        },
      },
      shown: 0,
      changes: 0,
      answeredAt: 0,
    };
    this.#entries.set(key, entry);
    return entry.readable;
  }

  /** Something happened in a room of mine, or on my own channel. */
  event(event: ChannelEvent): void {
    if (event.type === 'chat:deleted') {
      const { id } = dataOf<'chat:deleted'>(event);
      for (const entry of this.#entries.values()) {
        if (entry.target.messageId !== id) continue;
        entry.changes += 1;
        const place = entry.view.getSnapshot();
        if (place?.room !== undefined) entry.view.set({ room: place.room, message: null });
      }
    } else if (event.type === 'chat:updated') {
      const { id } = dataOf<'chat:updated'>(event);
      this.#anew(({ target }) => target.messageId === id);
    } else if (event.type === 'room:updated') {
      this.missed(event.channel.slice('room:'.length));
    } else if (event.type.startsWith('room:') && event.channel.startsWith('user:')) {
      // I came into a room or out of one: by which name links know it, it doesn't say.
      this.#anew(() => true);
    }
  }

  /** The room was read anew: what happened in it meanwhile is not told. */
  missed(roomId: string): void {
    this.#anew(({ target, view }) => target.roomId === roomId || view.getSnapshot()?.room?.id === roomId);
  }

  #showing(key: string, entry: Entry): void {
    entry.shown += 1;
    // The last shown is the last to go.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MAX_KEPT) this.#prune();
    if (entry.answeredAt === 0 || this.#parts.clock.now() - entry.answeredAt > STALE_MS) this.#want(entry);
  }

  #prune(): void {
    for (const [key, { shown }] of this.#entries) {
      if (this.#entries.size <= MAX_KEPT) return;
      if (shown === 0) this.#entries.delete(key);
    }
  }

  #forget(entry: Entry): void {
    entry.answeredAt = 0;
    entry.changes += 1;
    entry.view.set(null);
    if (entry.shown > 0) this.#want(entry);
  }

  #anew(concerns: (entry: Entry) => boolean): void {
    for (const entry of this.#entries.values()) {
      if (!concerns(entry)) continue;
      entry.answeredAt = 0;
      entry.changes += 1;
      if (entry.shown > 0) this.#want(entry);
    }
  }

  #want(entry: Entry): void {
    this.#wanted.add(entry);
    this.#soon(TOGETHER_MS);
  }

  #soon(delayMs: number): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#parts.clock.after(delayMs, () => {
      this.#waiting = false;
      void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    const asked = [...this.#wanted].slice(0, MAX_LINKS);
    for (const entry of asked) this.#wanted.delete(entry);
    if (asked.length === 0) return;
    const me = this.#me;
    const changes = asked.map((entry) => entry.changes);
    try {
      const { items } = await this.#parts.ask({ targets: asked.map(({ target }) => ({ ...target })) });
      if (me !== this.#me) return;
      for (const [at, entry] of asked.entries()) {
        if (entry.changes !== changes[at]) {
          if (entry.shown > 0) this.#wanted.add(entry);
          continue;
        }
        entry.answeredAt = this.#parts.clock.now();
        entry.view.set(items[at] ?? {});
      }
      if (this.#wanted.size > 0) this.#soon(TOGETHER_MS);
    } catch {
      // Not now: whoever still looks at them is answered later.
      for (const entry of asked) if (entry.shown > 0) this.#wanted.add(entry);
      if (this.#wanted.size > 0) this.#soon(AGAIN_MS);
    }
  }
}
