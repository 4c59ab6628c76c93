/** An event on its way out: its JSON is made once and reused by every transport and the bus. */
import type { AclChange, Append, EntityRef, StoredEvent } from '../ports/log.ts';

export class WireEvent {
  readonly channel: string;
  readonly epoch: string;
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly at: string;
  /** JSON. */
  readonly data: string;
  readonly acl: AclChange | undefined;
  /** Names what the data is the state of, as one word; undefined when the event carries its own data. */
  readonly entity: string | undefined;

  constructor(channel: string, epoch: string, event: StoredEvent, acl?: AclChange, entity?: string) {
    this.channel = channel;
    this.epoch = epoch;
    this.seq = event.seq;
    this.type = event.type;
    this.actor = event.actor;
    this.at = event.at;
    this.data = event.data;
    this.acl = acl;
    this.entity = entity;
  }

  /** The envelope without `data`, as JSON. Not kept: each codec asks once, and the tail holds events for long. */
  get meta(): string {
    const { channel, epoch, seq, type, actor, at } = this;
    return JSON.stringify({ channel, epoch, seq, type, actor, at });
  }

  /** The envelope, as JSON. */
  get envelope(): string {
    return `${this.meta.slice(0, -1)},"data":${this.data}}`;
  }

  /** The same event telling another state of what it names. */
  with(data: string): WireEvent {
    const { seq, type, actor, at } = this;
    return new WireEvent(this.channel, this.epoch, { seq, type, actor, at, data }, this.acl, this.entity);
  }

  /** Rough size on the wire in UTF-16 units; good enough for bounds. */
  get size(): number {
    return this.data.length + 200;
  }
}

/** Gives an append its seq: the data is encoded before the seq is known and completed here. */
export function sealed(append: Append, seq: number, epoch: string): WireEvent {
  const data = append.seqAs === undefined ? append.data : spliceSeq(append.data, append.seqAs, seq);
  const { type, actor, at, entity } = append;
  const name = entity && entityName(entity);
  return new WireEvent(append.channel, epoch, { seq, type, actor, at, data }, append.acl, name);
}

export function entityName({ kind, id }: EntityRef): string {
  return `${kind}:${id}`;
}

/** `{"a":1}` -> `{"a":1,"seq":7}`. */
export function spliceSeq(json: string, name: string, seq: number): string {
  // Joined, which copies: a template is a chain of its parts, which the tail would hold, and the collector follow, for long.
  return json === '{}' ? `{"${name}":${seq}}` : [json.slice(0, -1), ',"', name, '":', seq, '}'].join('');
}

/** Something ephemeral: kept latest per (channel, type, actor), may be dropped. */
export interface WireSignal {
  readonly channel: string;
  readonly type: string;
  readonly actor: string;
  readonly at: string;
  /** JSON. */
  readonly data: string;
}

export function signalMeta(signal: WireSignal): string {
  const { channel, type, actor, at } = signal;
  return JSON.stringify({ channel, type, actor, at });
}
