/**
 * One channel's position, and the race around it: events keep coming while a resume is under way. Pure but for its own
 * state; it neither asks nor waits. Events are handed on each once, in order and without a hole (P2, P4):
 *
 * - only the next event advances the position; one at or below it is a repeat, one beyond it shows a gap;
 * - from `begin` until the last page of the answer, events are held back, then merged behind it;
 * - a resume's answer is the one answer that moves the position, its word counting over ours.
 */
import type { Resumed } from '@parley/contract/kernel/envelope';
import type { Position } from '@parley/contract/kernel/position';
import type { ChannelEvent } from './events.ts';

export interface SequenceSink {
  readonly snapshot: (snapshot: unknown, position: Position) => void;
  /** `live`: the server pushed it as it happened; else it was caught up with. */
  readonly event: (event: ChannelEvent, live: boolean) => void;
}

/** `gap`: ask for what comes after `position`. */
export type Verdict = 'fine' | 'gap';

/** Events held back beyond this are dropped; the gap they leave is noticed and asked for. */
export const MAX_HELD = 1_000;

export class Sequence {
  readonly #sink: SequenceSink;
  #position: Position | null;
  #resuming = false;
  #held: ChannelEvent[] = [];

  constructor(sink: SequenceSink, position: Position | null) {
    this.#sink = sink;
    this.#position = position;
  }

  get position(): Position | null {
    return this.#position;
  }

  /** A resume is about to be asked for: hold events back. */
  begin(): void {
    this.#resuming = true;
  }

  /** The line broke: what was held back belongs to a subscription that is gone. */
  detach(): void {
    this.#resuming = false;
    this.#held = [];
  }

  /** An event as the server pushed it. */
  push(event: ChannelEvent): Verdict {
    if (this.#resuming || this.#position === null) {
      if (this.#held.length < MAX_HELD) this.#held.push(event);
      return 'fine';
    }
    return this.#take(event);
  }

  /** One page of a resume. With `more`, events stay held back until the next one. */
  answer(page: Resumed): Verdict {
    if (!page.recovered) {
      this.#position = page.position;
      this.#sink.snapshot(page.snapshot, page.position);
    } else {
      // Contiguity is the server's word here: a view may leave out what this client has no name for.
      const from = this.#position?.epoch === page.position.epoch ? this.#position.seq : 0;
      for (const event of page.events) {
        if (event.seq <= from || event.seq > page.position.seq) continue;
        this.#position = { epoch: event.epoch, seq: event.seq };
        this.#sink.event(event, false);
      }
      this.#position = page.position;
    }
    return page.more ? 'fine' : this.#release();
  }

  /** The resume failed; events go on from where we are. */
  abandon(): Verdict {
    return this.#release();
  }

  #release(): Verdict {
    this.#resuming = false;
    const held = this.#held;
    this.#held = [];
    const { epoch } = this.#position ?? {};
    // All of these came before the answer: one of another epoch is of a log that is gone.
    const inOrder = held.filter((event) => event.epoch === epoch).sort((a, b) => a.seq - b.seq);
    let verdict: Verdict = 'fine';
    for (const event of inOrder) if (this.#take(event) === 'gap') verdict = 'gap';
    return verdict;
  }

  #take(event: ChannelEvent): Verdict {
    const position = this.#position;
    if (position === null || event.epoch !== position.epoch) return 'gap';
    if (event.seq <= position.seq) return 'fine';
    if (event.seq > position.seq + 1) return 'gap';
    this.#position = { epoch: event.epoch, seq: event.seq };
    this.#sink.event(event, true);
    return 'fine';
  }
}
