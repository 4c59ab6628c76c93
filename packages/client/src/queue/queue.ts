/**
 * Commands that must not be lost. In each room one is under way at a time, so they take effect in the order given; whose
 * answer is lost is sent again with the same `clientId`, so that it has one effect (P3).
 */
import type { WireError } from '@parley/contract/kernel/errors';
import type { CommandInput } from '@parley/contract/registry';
import type { Clock } from '../clock.ts';
import { backoffMs } from '../connection/backoff.ts';
import { ParleyError, toParleyError } from '../errors.ts';
import { newId } from '../ids.ts';
import { createStore, type Readable } from '../store.ts';
import type { AcceptedMessage, Enqueued, Outcome, QueuedName, QueueEntry, QueueState } from './state.ts';
import type { QueueStorage } from './storage.ts';

/** How long a server knows a `clientId` (P3): an older retry could take effect twice. */
export const MAX_AGE_MS = 24 * 60 * 60 * 1000;
export const MAX_ENTRIES = 1_000;
/** Refusals by a server's own fault after which a command is given up. */
const MAX_INTERNAL = 5;
/** Acknowledged messages kept for their events; those of a room that is not followed get none. */
const MAX_ACCEPTED = 100;

const EXPIRED: WireError = {
  code: 'UNAVAILABLE',
  message: 'This could not be sent within a day.',
  retryable: false,
};
const DISCARDED: WireError = { code: 'CONFLICT', message: 'This was discarded.', retryable: false };

/** What is not worth trying again by hand once it was refused. */
const PASSING: ReadonlySet<QueuedName> = new Set(['chat:read', 'thread:read', 'chat:react']);

export interface QueueParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly storage: QueueStorage;
  /** Gives a command over the present connection; throws `ParleyError`. */
  readonly send: (name: string, input: unknown) => Promise<unknown>;
}

type ReadEntry = Extract<QueueEntry, { name: 'chat:read' }>;
type Settle = (outcome: Outcome<QueuedName>) => void;

export class CommandQueue {
  readonly #parts: QueueParts;
  readonly #state = createStore<QueueState>({ pending: [], failed: [], accepted: [] });
  /** Room -> what is under way or waits for its next attempt there. */
  readonly #busy = new Map<string, string>();
  readonly #settle = new Map<string, Settle[]>();
  readonly #internal = new Map<string, number>();
  #live = false;
  /** Rises with every connection: a wait of an earlier one is over. */
  #generation = 0;
  #userId: string | null = null;
  #order = 0;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  get state(): Readable<QueueState> {
    return this.#state;
  }

  /** Takes up what this person left behind. Another person's entries are put out of sight, not sent. */
  own(userId: string): void {
    if (userId === this.#userId) return;
    const stranger = this.#userId !== null;
    this.#userId = userId;
    const { pending, failed } = this.#state.getSnapshot();
    const mine = stranger ? [] : [...pending, ...failed];
    for (const entry of mine) this.#parts.storage.put(userId, entry);
    const known = new Set(mine.map((entry) => entry.clientId));
    const kept = this.#parts.storage.load(userId).filter((entry) => !known.has(entry.clientId));
    const all = [...mine, ...kept].sort((a, b) => a.enqueuedAt - b.enqueuedAt || a.order - b.order);
    this.#order = Math.max(this.#order, 0, ...all.map((entry) => entry.order));
    this.#state.set({
      pending: all.filter((entry) => entry.error === null),
      failed: all.filter((entry) => entry.error !== null),
      accepted: [],
    });
    this.#pump();
  }

  /** Throws UNAVAILABLE when too much waits already. */
  enqueue<N extends QueuedName>(name: N, input: CommandInput<N>): Enqueued<N> {
    const { pending, failed } = this.#state.getSnapshot();
    if (pending.length + failed.length >= MAX_ENTRIES) {
      throw new ParleyError({
        code: 'UNAVAILABLE',
        message: 'Too much is waiting to be sent.',
        retryable: true,
      });
    }
    const clientId = input.clientId ?? newId();
    const outcome = new Promise<Outcome<N>>((resolve) => {
      // Answers are kept by clientId, which belongs to this one command.
      this.#settle.set(clientId, [resolve as Settle]);
    });
    this.#order += 1;
    const fields = { clientId, name, input: { ...input, clientId }, order: this.#order, error: null };
    // Name and input belong together by N.
    const entry = { ...fields, enqueuedAt: this.#parts.clock.now() } as unknown as QueueEntry;
    this.#put(entry.name === 'chat:read' ? this.#supersede(entry) : entry);
    this.#pump();
    return { clientId, outcome };
  }

  retry(clientId: string): void {
    const { failed } = this.#state.getSnapshot();
    const entry = failed.find((other) => other.clientId === clientId);
    if (entry === undefined) return;
    this.#forget(clientId);
    const now = this.#parts.clock.now();
    // A key the server may have forgotten, or knows for something else, protects nothing.
    const spent = now - entry.enqueuedAt >= MAX_AGE_MS || entry.error?.code === 'CONFLICT';
    const id = spent ? newId() : clientId;
    this.#order += 1;
    const again = {
      ...entry,
      clientId: id,
      input: { ...entry.input, clientId: id },
      error: null,
      order: this.#order,
    };
    this.#put({ ...again, enqueuedAt: spent ? now : entry.enqueuedAt } as QueueEntry);
    this.#pump();
  }

  discard(clientId: string): void {
    if ([...this.#busy.values()].includes(clientId) && this.#live) return;
    this.#forget(clientId);
    this.#settled(clientId, { ok: false, error: DISCARDED });
  }

  live(): void {
    this.#live = true;
    this.#generation += 1;
    this.#busy.clear();
    this.#pump();
  }

  detach(): void {
    this.#live = false;
    this.#generation += 1;
    this.#busy.clear();
  }

  /** The event of an acknowledged message has come. */
  seen(messageId: string): void {
    const state = this.#state.getSnapshot();
    const accepted = state.accepted.filter((message) => message.id !== messageId);
    if (accepted.length !== state.accepted.length) this.#state.set({ ...state, accepted });
  }

  #pump(): void {
    this.#expire();
    if (!this.#live || this.#userId === null) return;
    for (const entry of this.#state.getSnapshot().pending) {
      const { roomId } = entry.input;
      if (this.#busy.has(roomId)) continue;
      this.#busy.set(roomId, entry.clientId);
      void this.#attempt(entry);
    }
  }

  async #attempt(entry: QueueEntry): Promise<void> {
    const generation = this.#generation;
    try {
      const data = await this.#parts.send(entry.name, entry.input);
      this.#internal.delete(entry.clientId);
      this.#succeeded(entry, data);
    } catch (thrown) {
      const error = toParleyError(thrown);
      if (generation !== this.#generation) return;
      if (this.#mayYetSucceed(entry, error)) return this.#attemptLater(entry, error);
      this.#failed(entry, error.wire);
    }
    if (generation !== this.#generation) return;
    this.#busy.delete(entry.input.roomId);
    this.#pump();
  }

  #mayYetSucceed(entry: QueueEntry, error: ParleyError): boolean {
    if (error.code === 'INTERNAL') {
      const times = (this.#internal.get(entry.clientId) ?? 0) + 1;
      this.#internal.set(entry.clientId, times);
      return times < MAX_INTERNAL;
    }
    return error.retryable || error.code === 'UNAUTHENTICATED';
  }

  /** The room stays busy meanwhile: what was said later must not come first. */
  #attemptLater(entry: QueueEntry, error: ParleyError): void {
    const generation = this.#generation;
    const times = this.#internal.get(entry.clientId) ?? 1;
    const delayMs = (error.retryAfterMs ?? 500) + backoffMs(times, this.#parts.random);
    this.#parts.clock.after(delayMs, () => {
      if (generation !== this.#generation) return;
      this.#busy.delete(entry.input.roomId);
      this.#pump();
    });
  }

  #succeeded(entry: QueueEntry, data: unknown): void {
    this.#forget(entry.clientId);
    if (entry.name === 'chat:message') this.#accept((data as { readonly message: AcceptedMessage }).message);
    // The contract ties the answer's shape to the command's name.
    this.#settled(entry.clientId, { ok: true, data } as Outcome<QueuedName>);
  }

  #accept(message: AcceptedMessage): void {
    const state = this.#state.getSnapshot();
    this.#state.set({ ...state, accepted: [...state.accepted, message].slice(-MAX_ACCEPTED) });
  }

  /** What one has read is told again with the next message, and a reaction is as quickly made anew: neither is kept. */
  #failed(entry: QueueEntry, error: WireError): void {
    this.#forget(entry.clientId);
    if (!PASSING.has(entry.name)) this.#put({ ...entry, error });
    this.#settled(entry.clientId, { ok: false, error });
  }

  /** Of several reads of one room that wait, the last one says it all: on purpose when one of them was. */
  #supersede(entry: ReadEntry): QueueEntry {
    const underWay = this.#busy.get(entry.input.roomId);
    let { auto } = entry.input;
    for (const other of this.#state.getSnapshot().pending) {
      if (other.name !== 'chat:read' || other.input.roomId !== entry.input.roomId) continue;
      if (other.clientId === underWay) continue;
      if (other.input.auto !== true) auto = undefined;
      const heirs = [
        ...(this.#settle.get(entry.clientId) ?? []),
        ...(this.#settle.get(other.clientId) ?? []),
      ];
      this.#settle.set(entry.clientId, heirs);
      this.#settle.delete(other.clientId);
      this.#forget(other.clientId);
    }
    const { auto: _, ...input } = entry.input;
    return { ...entry, input: auto === undefined ? input : { ...input, auto } };
  }

  #expire(): void {
    const now = this.#parts.clock.now();
    for (const entry of this.#state.getSnapshot().pending) {
      const underWay = this.#busy.get(entry.input.roomId) === entry.clientId;
      if (now - entry.enqueuedAt >= MAX_AGE_MS && !underWay) this.#failed(entry, EXPIRED);
    }
  }

  #put(entry: QueueEntry): void {
    const state = this.#state.getSnapshot();
    const list = entry.error === null ? 'pending' : 'failed';
    this.#state.set({ ...state, [list]: [...state[list], entry] });
    if (this.#userId !== null) this.#parts.storage.put(this.#userId, entry);
  }

  #forget(clientId: string): void {
    const { pending, failed, accepted } = this.#state.getSnapshot();
    const others = (entry: QueueEntry) => entry.clientId !== clientId;
    this.#state.set({ pending: pending.filter(others), failed: failed.filter(others), accepted });
    if (this.#userId !== null) this.#parts.storage.remove(this.#userId, clientId);
  }

  #settled(clientId: string, outcome: Outcome<QueuedName>): void {
    for (const settle of this.#settle.get(clientId) ?? []) settle(outcome);
    this.#settle.delete(clientId);
  }
}
