/**
 * Resuming a channel from a position: what the client missed, exactly, or an honest "start anew" (P4).
 *
 * The subscription is in the hub before anything is read, so that an event committed meanwhile is in the tail. The
 * answer ends at some seq; `activate` hands over what the tail has after it and makes the subscription live. Nothing
 * is awaited between those two, so no event falls between them and none comes twice.
 */
import type { Position } from '@parley/contract/kernel/position';
import type { Followed, Snapshot } from '../commands/definition.ts';
import { Batch } from '../fanout/batch.ts';
import type { FollowedHub, Subscription } from '../fanout/subscription.ts';
import { type Json, SharedJson } from '../json.ts';
import type { WireEvent } from '../log/event.ts';
import type { LogReader, Page } from './log-reader.ts';

export interface ResumeRequest {
  readonly hub: FollowedHub;
  readonly position: Position | undefined;
  /** First seq the person may see. */
  readonly visibleFromSeq: number;
  readonly pageBytes: number;
  snapshot(): Promise<Snapshot>;
}

/** What to answer, and the seq from which the subscription goes on. */
export async function resume(reader: LogReader, request: ResumeRequest): Promise<Followed> {
  const missed = await missedSince(reader, request);
  if (missed === null) {
    const { seq, json } = await request.snapshot();
    const position = { epoch: request.hub.epoch, seq };
    return { position, recovered: false, events: '[]', more: false, snapshot: json };
  }
  const { events, more, from } = missed;
  const position = { epoch: request.hub.epoch, seq: events[events.length - 1]?.seq ?? from };
  return { position, recovered: true, events: encoded(events), more };
}

interface Missed {
  readonly from: number;
  readonly events: readonly WireEvent[];
  readonly more: boolean;
}

/** Null when the position can't be vouched for. */
async function missedSince(reader: LogReader, request: ResumeRequest): Promise<Missed | null> {
  const { hub, position, visibleFromSeq, pageBytes } = request;
  if (!position || position.epoch !== hub.epoch) return null;
  const from = position.seq;
  if (from + 1 < visibleFromSeq) return null;
  const remembered = from <= hub.head ? hub.tail.after(from, hub.head) : null;
  if (remembered) return { from, ...cut(remembered, pageBytes) };
  const remember = ({ events }: Page) => hub.remember(events);
  const page = await reader.read(hub.channel, from, Math.max(hub.head, from), remember);
  if (from > page.head || page.oldest > from + 1) return null;
  const { events, more } = cut(page.events, pageBytes);
  return { from, events, more: more || page.more };
}

function cut(
  events: readonly WireEvent[],
  maxBytes: number,
): { events: readonly WireEvent[]; more: boolean } {
  let bytes = 0;
  for (let index = 0; index < events.length; index += 1) {
    bytes += events[index]?.size ?? 0;
    if (bytes > maxBytes && index > 0) return { events: events.slice(0, index), more: true };
  }
  return { events, more: false };
}

/** Who missed the same is told the same: it is made once for an array, and an array of events never changes. */
const shared = new WeakMap<readonly WireEvent[], SharedJson>();

function encoded(events: readonly WireEvent[]): Json {
  if (events.length === 0) return '[]';
  const known = shared.get(events);
  if (known !== undefined) return [known];
  const json = new SharedJson(`[${events.map((event) => event.envelope).join(',')}]`);
  shared.set(events, json);
  return [json];
}

/**
 * Makes a resumed subscription live from `seq` on. Hands over what was accepted meanwhile; when even the tail has
 * forgotten that, reads the log until it has caught up. Call right after the answer was queued.
 */
export async function activate(reader: LogReader, subscription: Subscription, seq: number): Promise<void> {
  const { hub, receiver } = subscription;
  let reached = seq;
  while (subscription.state.kind === 'resuming') {
    const missing = hub.tail.after(reached, hub.head);
    if (missing) {
      const last = missing[missing.length - 1];
      subscription.state = { kind: 'live', seq: last?.seq ?? reached };
      if (missing.length > 0) receiver.deliver(new Batch(missing));
      return;
    }
    const page = await reader.read(hub.channel, reached, hub.head);
    const next = page.events.filter((event) => event.seq > reached);
    if (next.length === 0) throw new Error(`${hub.channel}: the log has nothing after ${reached}`);
    // Ended while reading (P6): the loop's condition sees it before anything is delivered.
    if (subscription.state.kind !== 'resuming') return;
    receiver.deliver(new Batch(next));
    reached = next[next.length - 1]?.seq ?? reached;
  }
}
