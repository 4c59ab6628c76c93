/** Every channel that is followed: one position each, one `chat:sync` for all of them after connecting. */

import type { Resumed } from '@parley/contract/kernel/envelope';
import type { WireError } from '@parley/contract/kernel/errors';
import type { Position } from '@parley/contract/kernel/position';
import type { Clock } from '../clock.ts';
import { isRecord, ParleyError, refusalOf, toParleyError } from '../errors.ts';
import type { ChannelConsumer } from './consumer.ts';
import type { ChannelEvent, ChannelSignal } from './events.ts';
import { Sequence } from './sequence.ts';

/** Gives a command over the present connection; throws `ParleyError`. */
export type Request = (name: string, input: unknown) => Promise<unknown>;

/** Where a resume begins: after the events handed on so far, or with the present state. */
export type From = 'position' | 'snapshot';

/** Asks for the first page of a resume; the later ones are `channel:subscribe`'s. */
export type Ask = (position: Position | null) => Promise<Resumed>;

/** The most channels one `chat:sync` carries. */
export const MAX_SYNC_CHANNELS = 200;
/** Resumes in a row that leave a gap before a snapshot is asked for instead. */
const MAX_GAPS = 3;
const RETRY_MS = 1_000;

interface Channel {
  readonly name: string;
  readonly sequence: Sequence;
  readonly consumers: Set<ChannelConsumer>;
  /** Resumes take turns. */
  turn: Promise<void>;
  /** Caught up on the present connection. */
  current: boolean;
  /** Whether to ask for a snapshot by ourselves; else somebody brings one by `resume`. */
  wanted: boolean;
}

type Mode = 'detached' | 'syncing' | 'live';

export class Channels {
  readonly #clock: Clock;
  readonly #request: Request;
  readonly #channels = new Map<string, Channel>();
  #mode: Mode = 'detached';
  /** Rises with every connection, so that an answer to an earlier one is told apart. */
  #generation = 0;

  constructor(clock: Clock, request: Request) {
    this.#clock = clock;
    this.#request = request;
  }

  position(name: string): Position | null {
    return this.#channels.get(name)?.sequence.position ?? null;
  }

  /** Follows from `position`, or from a snapshot when there is none. */
  follow(name: string, consumer: ChannelConsumer, position: Position | null = null): () => void {
    const known = this.#channels.get(name);
    const channel = known ?? this.#add(name, position);
    channel.consumers.add(consumer);
    channel.wanted = true;
    if (this.#mode === 'live' && (known === undefined || position === null)) {
      this.#resumeSoon(channel, position === null ? 'snapshot' : 'position');
    }
    return () => this.#leave(channel, consumer);
  }

  /** Listens without asking for anything: whoever calls brings the snapshot by `resume`. */
  attend(name: string, consumer: ChannelConsumer): () => void {
    const channel = this.#channels.get(name) ?? this.#add(name, null);
    channel.consumers.add(consumer);
    return () => this.#leave(channel, consumer);
  }

  /** Forgets a channel: the right to it, or the membership, is gone. */
  drop(name: string, error: WireError): void {
    const channel = this.#channels.get(name);
    if (channel === undefined) return;
    this.#channels.delete(name);
    for (const consumer of [...channel.consumers]) consumer.lost?.(error);
  }

  /** Takes what the server pushed. What is of a channel nobody follows is let go. */
  push(type: string, data: unknown, meta: unknown): ChannelSignal | null {
    if (!isRecord(meta) || typeof meta.channel !== 'string') return null;
    const channel = this.#channels.get(meta.channel);
    if (typeof meta.seq === 'number') {
      // The server's meta of a durable event: `seq` tells it from a signal's.
      const event = { ...meta, type, data } as ChannelEvent;
      if (channel?.sequence.push(event) === 'gap') this.#resumeSoon(channel, 'position');
      return null;
    }
    const signal = { ...meta, type, data } as ChannelSignal;
    if (channel !== undefined) for (const consumer of [...channel.consumers]) consumer.signal?.(signal);
    return signal;
  }

  /** The line is up. Until `sync` is done, events are held back. */
  attach(): void {
    this.#generation += 1;
    this.#mode = 'syncing';
    for (const channel of this.#channels.values()) {
      channel.current = false;
      channel.sequence.detach();
      channel.sequence.begin();
    }
  }

  detach(): void {
    this.#generation += 1;
    this.#mode = 'detached';
    for (const channel of this.#channels.values()) channel.sequence.detach();
  }

  /**
   * Catches up: first `own`, which may bring further channels to follow, where it has no position yet; then every channel
   * with a position in one call; then, without waiting for them, those the call could not take.
   */
  async sync(own: string): Promise<void> {
    const generation = this.#generation;
    const mine = this.#channels.get(own);
    if (mine !== undefined && mine.sequence.position === null) await this.resume(own, 'snapshot');
    if (generation !== this.#generation) return;

    const asked = this.#toSync(own);
    if (asked.length > 0) {
      const positions = Object.fromEntries(asked.map((channel) => [channel.name, channel.sequence.position]));
      for (const channel of asked) channel.sequence.begin();
      const answers = await this.#request('chat:sync', { positions });
      if (generation !== this.#generation) return;
      for (const channel of asked)
        this.#synced(channel, isRecord(answers) ? answers[channel.name] : undefined);
    }
    this.#mode = 'live';
    for (const channel of [...this.#channels.values()]) {
      if (channel.current) continue;
      if (channel.sequence.position !== null) this.#resumeSoon(channel, 'position');
      else if (channel.wanted) this.#resumeSoon(channel, 'snapshot');
    }
  }

  /**
   * Resumes one channel, page after page; settles when it is current. Without a position, or with one the server can't
   * vouch for, every consumer gets a snapshot. Throws what the server refused.
   */
  async resume(name: string, from: From, ask?: Ask): Promise<void> {
    const channel = this.#channels.get(name);
    if (channel === undefined) return;
    const before = channel.turn;
    const run = before.then(() => this.#resume(channel, from, ask));
    channel.turn = run.catch(() => {});
    await run;
  }

  #add(name: string, position: Position | null): Channel {
    const consumers = new Set<ChannelConsumer>();
    const sequence = new Sequence(
      {
        snapshot: (snapshot, at) => {
          for (const consumer of [...consumers]) consumer.snapshot(snapshot, at);
        },
        event: (event, live) => {
          for (const consumer of [...consumers]) consumer.event(event, live);
        },
      },
      position,
    );
    const channel: Channel = {
      name,
      sequence,
      consumers,
      turn: Promise.resolve(),
      current: false,
      wanted: false,
    };
    this.#channels.set(name, channel);
    return channel;
  }

  #leave(channel: Channel, consumer: ChannelConsumer): void {
    channel.consumers.delete(consumer);
    if (channel.consumers.size > 0 || this.#channels.get(channel.name) !== channel) return;
    this.#channels.delete(channel.name);
    if (this.#mode === 'detached') return;
    // The server forgets it with the connection anyway, so a lost answer does no harm.
    this.#request('channel:unsubscribe', { channel: channel.name }).catch(() => {});
  }

  #toSync(own: string): readonly Channel[] {
    const behind = [...this.#channels.values()].filter(
      (channel) => !channel.current && channel.sequence.position !== null,
    );
    behind.sort((a, b) => Number(b.name === own) - Number(a.name === own));
    return behind.slice(0, MAX_SYNC_CHANNELS);
  }

  #synced(channel: Channel, answer: unknown): void {
    const refusal = refusalOf(answer);
    if (refusal !== null && !refusal.retryable) {
      this.drop(channel.name, refusal);
    } else if (refusal !== null || !isResumed(answer)) {
      channel.sequence.abandon();
      this.#resumeSoon(channel, 'position');
    } else {
      const verdict = channel.sequence.answer(answer);
      if (answer.more || verdict === 'gap') this.#resumeSoon(channel, 'position');
      else channel.current = true;
    }
  }

  async #subscribe(name: string, position: Position | null): Promise<Resumed> {
    const answer = await this.#request(
      'channel:subscribe',
      position === null ? { channel: name } : { channel: name, position },
    );
    if (isResumed(answer)) return answer;
    throw new ParleyError({
      code: 'INTERNAL',
      message: 'The server sent an answer of no use.',
      retryable: true,
    });
  }

  async #resume(channel: Channel, from: From, first?: Ask): Promise<void> {
    const generation = this.#generation;
    const { name, sequence } = channel;
    const subscribe: Ask = (position) => this.#subscribe(name, position);
    let ask = first ?? subscribe;
    let position = from === 'snapshot' ? null : sequence.position;
    for (let gaps = 0; ; ) {
      sequence.begin();
      const page = await ask(position).catch((thrown: unknown) => {
        if (generation === this.#generation) sequence.abandon();
        throw thrown;
      });
      if (generation !== this.#generation || this.#channels.get(name) !== channel) return;
      const verdict = sequence.answer(page);
      if (!page.more && verdict === 'fine') break;
      if (verdict === 'gap') gaps += 1;
      // A server that keeps pushing past what it answers: take its snapshot, and let the next event tell.
      if (gaps > MAX_GAPS + 1) break;
      position = gaps > MAX_GAPS ? null : sequence.position;
      ask = subscribe;
    }
    channel.current = true;
  }

  /** In the background: once more while it may succeed, and gone when it is refused. */
  #resumeSoon(channel: Channel, from: From): void {
    const generation = this.#generation;
    channel.current = false;
    channel.sequence.begin();
    this.resume(channel.name, from).catch((thrown: unknown) => {
      const error = toParleyError(thrown);
      if (generation !== this.#generation) return;
      if (!error.retryable) return this.drop(channel.name, error.wire);
      this.#clock.after(error.retryAfterMs ?? RETRY_MS, () => {
        if (generation === this.#generation) this.#resumeSoon(channel, from);
      });
    });
  }
}

/** As far as this client acts on it; the rest of an answer is the server's business. */
export function isResumed(value: unknown): value is Resumed {
  if (!isRecord(value) || !isRecord(value.position) || !Array.isArray(value.events)) return false;
  return (
    typeof value.position.epoch === 'string' &&
    typeof value.position.seq === 'number' &&
    typeof value.recovered === 'boolean'
  );
}
