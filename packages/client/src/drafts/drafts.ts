/**
 * What I am writing, everywhere at once: kept here first, on the server after a moment's rest, and brought together with what
 * another device writes in the same place.
 */
import type { Draft } from '@parley/contract/features/drafts/model';
import type { CommandInput } from '@parley/contract/registry';
import type { Channels } from '../channels/channels.ts';
import type { Clock } from '../clock.ts';
import { isRecord, toParleyError } from '../errors.ts';
import {
  type DraftPlace,
  type DraftsState,
  draftsFrom,
  placeKey,
  placeOf,
  projectDrafts,
  withDraft,
} from '../features/drafts/projection.ts';
import { newId } from '../ids.ts';
import { createStore, type Readable } from '../store.ts';
import { isEmpty, met, type Written } from './merge.ts';
import type { DraftStorage } from './storage.ts';

/** Rest after the last key before what was written is sent. */
const REST_MS = 1_000;
/** Who never rests is sent every so often. */
const LONGEST_MS = 5_000;
const RETRY_MS = 3_000;

export interface DraftView extends DraftPlace {
  readonly text: string;
  readonly replyTo: string | null;
  /** What another device wrote in the same place meanwhile; one of the two is to be chosen. */
  readonly other: Draft | null;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

export interface DraftsParts {
  readonly clock: Clock;
  readonly channels: Pick<Channels, 'attend'>;
  readonly storage: DraftStorage;
  readonly send: (name: 'draft:set', input: CommandInput<'draft:set'>) => Promise<unknown>;
}

interface Timer {
  /** When it fires at the latest. */
  readonly latest: number;
  readonly cancel: () => void;
}

export class Drafts {
  readonly #parts: DraftsParts;
  readonly #view = createStore<readonly DraftView[]>([]);
  readonly #written = new Map<string, Written>();
  readonly #timers = new Map<string, Timer>();
  readonly #underWay = new Set<string>();
  #kept: DraftsState = {};
  #userId: string | null = null;
  #live = false;
  #leave = () => {};

  constructor(parts: DraftsParts) {
    this.#parts = parts;
  }

  /** Those that hold something, the latest first. */
  get view(): Readable<readonly DraftView[]> {
    return this.#view;
  }

  at(place: DraftPlace): DraftView {
    return this.#viewOf(placeKey(place));
  }

  /** Takes up what this person left behind here, and follows what their devices write. */
  own(userId: string): void {
    if (userId === this.#userId) return;
    this.#leave();
    for (const key of [...this.#timers.keys()]) this.#cancel(key);
    if (this.#userId !== null) this.#written.clear();
    this.#kept = {};
    this.#userId = userId;
    const kept = this.#parts.storage.load(userId);
    // Written before it was known by whom.
    for (const [key, written] of this.#written) this.#keep(key, written);
    for (const [key, stored] of kept) {
      if (!this.#written.has(key)) this.#written.set(key, { ...stored, other: null });
    }
    this.#leave = this.#parts.channels.attend(`user:${userId}`, {
      snapshot: (snapshot) => {
        this.#kept = draftsFrom(snapshot);
        for (const key of [...this.#written.keys()]) this.#meet(key);
        this.#publish();
      },
      event: (event) => {
        if (event.type !== 'draft:changed') return;
        this.#kept = projectDrafts(this.#kept, event);
        // The contract ties the data to the type, as the projection just relied on.
        this.#meet(placeKey(event.data as Draft));
        this.#publish();
      },
    });
    this.#publish();
  }

  /** Caught up: what the server lacks is sent now. */
  live(): void {
    this.#live = true;
    this.#underWay.clear();
    this.flush();
  }

  detach(): void {
    this.#live = false;
  }

  write(place: DraftPlace, text: string, replyTo: string | null = null): void {
    const key = placeKey(place);
    const known = this.#written.get(key);
    const kept = this.#kept[key];
    const base = known?.base ?? kept?.version ?? 0;
    const { sent = null, other = null } = known ?? {};
    this.#keep(key, { text, replyTo, base, sent, other, writtenAt: this.#parts.clock.now() });
    this.#meet(key);
    this.#publish();
    if (isEmpty(text)) this.#attempt(key);
    else this.#sendSoon(key);
  }

  /** Sends what waits for a rest: one leaves. */
  flush(): void {
    for (const key of [...this.#written.keys()]) this.#attempt(key);
  }

  /** Takes what the other device wrote; what was written here is gone. */
  takeOther(place: DraftPlace): void {
    this.#forget(placeKey(place));
    this.#publish();
  }

  /** Goes on with what is written here; what the other device wrote is gone. */
  keepMine(place: DraftPlace): void {
    const key = placeKey(place);
    const written = this.#written.get(key);
    if (!written?.other) return;
    this.#keep(key, { ...written, base: written.other.version, other: null });
    this.#publish();
    this.#attempt(key);
  }

  /** The server's state may have changed: brings the two together. */
  #meet(key: string): void {
    const written = this.#written.get(key);
    if (written === undefined) return;
    const next = met(written, this.#kept[key] ?? gone(key));
    if (next === null) this.#forget(key);
    else if (next !== written) {
      this.#keep(key, next);
      if (next.other === null && next.base !== written.base) this.#sendSoon(key);
    }
  }

  #keep(key: string, written: Written): void {
    this.#written.set(key, written);
    if (this.#userId !== null) this.#parts.storage.put(this.#userId, key, written);
  }

  #forget(key: string): void {
    this.#written.delete(key);
    this.#cancel(key);
    if (this.#userId !== null) this.#parts.storage.remove(this.#userId, key);
  }

  #sendSoon(key: string, delayMs = REST_MS): void {
    const now = this.#parts.clock.now();
    const latest = this.#timers.get(key)?.latest ?? now + LONGEST_MS;
    this.#cancel(key);
    const cancel = this.#parts.clock.after(Math.max(0, Math.min(delayMs, latest - now)), () => {
      this.#timers.delete(key);
      this.#attempt(key);
    });
    this.#timers.set(key, { latest, cancel });
  }

  #cancel(key: string): void {
    this.#timers.get(key)?.cancel();
    this.#timers.delete(key);
  }

  #attempt(key: string): void {
    const written = this.#written.get(key);
    // Whoever is under way looks again when its answer comes; a line that comes back sends all.
    if (written === undefined || written.other !== null || !this.#live || this.#underWay.has(key)) return;
    this.#cancel(key);
    this.#underWay.add(key);
    void this.#send(key, written);
  }

  async #send(key: string, written: Written): Promise<void> {
    const userId = this.#userId;
    const text = isEmpty(written.text) ? '' : written.text;
    const sent = { text, replyTo: text === '' ? null : written.replyTo };
    this.#keep(key, { ...written, sent });
    let again: number | null = null;
    try {
      const input = { ...placeOf(key), ...sent, version: written.base, clientId: newId() };
      const draft = draftOf(await this.#parts.send('draft:set', input));
      if (userId === this.#userId && draft !== null) this.#taken(key, draft);
      again = REST_MS;
    } catch (thrown) {
      const error = toParleyError(thrown);
      const current = error.code === 'CONFLICT' ? draftOf({ draft: error.wire.current }) : null;
      if (userId === this.#userId && current !== null) this.#taken(key, current);
      if (current !== null) again = REST_MS;
      else if (error.retryable) again = error.retryAfterMs ?? RETRY_MS;
      // What is refused for good stays here; the next key tries anew.
      else if (userId === this.#userId) this.#refused(key);
    }
    if (userId !== this.#userId) return;
    this.#underWay.delete(key);
    const now = this.#written.get(key);
    if (now === undefined || again === null || this.#timers.has(key)) return;
    this.#sendSoon(key, again);
  }

  /** The server's answer, which comes before the event. */
  #taken(key: string, draft: Draft): void {
    this.#kept = withDraft(this.#kept, draft);
    this.#meet(key);
    const written = this.#written.get(key);
    if (written !== undefined) this.#keep(key, { ...written, sent: null });
    this.#publish();
  }

  /** Nothing of it is on its way any more. */
  #refused(key: string): void {
    const written = this.#written.get(key);
    if (written === undefined) return;
    this.#keep(key, { ...written, sent: null });
    this.#meet(key);
    this.#publish();
  }

  #viewOf(key: string): DraftView {
    const written = this.#written.get(key);
    const kept = this.#kept[key];
    const { text = '', replyTo = null } = written ?? kept ?? {};
    const writtenAt = written?.writtenAt ?? Date.parse(kept?.updatedAt ?? AGES_AGO);
    return { ...placeOf(key), text, replyTo, other: written?.other ?? null, writtenAt };
  }

  #publish(): void {
    const keys = new Set([...Object.keys(this.#kept), ...this.#written.keys()]);
    const views = [...keys].map((key) => this.#viewOf(key));
    this.#view.set(
      views
        .filter(({ text, other }) => !isEmpty(text) || other !== null)
        .sort((a, b) => b.writtenAt - a.writtenAt),
    );
  }
}

const AGES_AGO = '1970-01-01T00:00:00.000Z';

function gone(key: string): Draft {
  return { ...placeOf(key), text: '', replyTo: null, updatedAt: null, version: 0 };
}

/** The `draft` of an answer; null when it has none. */
function draftOf(answer: unknown): Draft | null {
  if (!isRecord(answer) || !isRecord(answer.draft) || typeof answer.draft.text !== 'string') return null;
  // A server's, by the contract.
  return answer.draft as unknown as Draft;
}
