/**
 * Events between nodes. The data is carried as the JSON it already is: a header line, then for each event a line of
 * its meta and a line of its data. JSON as we write it has no raw line break, so lines can't be confused.
 */
import { WireEvent, type WireSignal } from '../log/event.ts';
import type { AclChange } from '../ports/log.ts';

interface MetaLine {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly at: string;
  readonly acl?: AclChange;
  readonly entity?: string;
}

export function encodeEvents(epoch: string, events: readonly WireEvent[]): string {
  const lines = [epoch];
  for (const { seq, type, actor, at, acl, entity, data } of events) {
    const meta: MetaLine = {
      seq,
      type,
      actor,
      at,
      ...(acl && { acl }),
      ...(entity !== undefined && { entity }),
    };
    lines.push(JSON.stringify(meta), data);
  }
  return lines.join('\n');
}

/** Null for a body of another epoch. Bodies come from our own nodes only, so the shape is trusted. */
export function decodeEvents(channel: string, epoch: string, body: string): WireEvent[] | null {
  const lines = body.split('\n');
  if (lines[0] !== epoch) return null;
  const events: WireEvent[] = [];
  for (let index = 1; index + 1 < lines.length; index += 2) {
    const meta: MetaLine = JSON.parse(lines[index] ?? '');
    const { seq, type, actor, at, acl, entity } = meta;
    const data = lines[index + 1] ?? '{}';
    events.push(new WireEvent(channel, epoch, { seq, type, actor, at, data }, acl, entity));
  }
  return events;
}

export function encodeSignal(signal: WireSignal): string {
  return JSON.stringify(signal);
}

export function decodeSignal(body: string): WireSignal {
  return JSON.parse(body);
}
