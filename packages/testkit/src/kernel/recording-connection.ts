/** A connection that remembers what it was handed, in order, and can be made slow. */
import type { Batch, Connection, WireEvent, WireSignal } from '@parley/server/kernel/index';

type Closing = Parameters<Connection['close']>[0];

export type Heard =
  | { readonly kind: 'event'; readonly event: WireEvent }
  | { readonly kind: 'signal'; readonly signal: WireSignal }
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'closed'; readonly closing: Closing };

export class RecordingConnection implements Connection {
  readonly heard: Heard[] = [];
  lasting = true;
  /** What `queuedBytes` answers. */
  queued = 0;
  deliveries = 0;

  deliver(batch: Batch): void {
    this.deliveries += 1;
    for (const event of batch.events) this.heard.push({ kind: 'event', event });
  }

  signal(signal: WireSignal): void {
    this.heard.push({ kind: 'signal', signal });
  }

  queuedBytes(): number {
    return this.queued;
  }

  close(closing: Closing): void {
    this.heard.push({ kind: 'closed', closing });
  }

  /** The live events of one channel, in the order received. */
  events(channel: string): WireEvent[] {
    return this.heard.flatMap((item) =>
      item.kind === 'event' && item.event.channel === channel ? [item.event] : [],
    );
  }

  seqs(channel: string): number[] {
    return this.events(channel).map(({ seq }) => seq);
  }

  signals(type: string): WireSignal[] {
    return this.heard.flatMap((item) =>
      item.kind === 'signal' && item.signal.type === type ? [item.signal] : [],
    );
  }

  get closing(): Closing | null {
    const closed = this.heard.find((item) => item.kind === 'closed');
    return closed?.kind === 'closed' ? closed.closing : null;
  }
}
