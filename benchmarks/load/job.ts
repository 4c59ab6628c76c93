/** What the load generator is told and what it tells: the messages between the suite and its process. */

export interface LoadClient {
  /** What it signs in with; null where the server asks for nothing. */
  readonly token: string | null;
  readonly room: string;
}

export type Pace =
  /**
   * Each sender keeps `inFlight` messages under way. One is done when it was acknowledged and, with
   * `until: 'delivered'`, when the last client of the room has it too.
   */
  | { readonly kind: 'awaiting'; readonly inFlight: number; readonly until: 'acknowledged' | 'delivered' }
  /** Each sender sends so often, whatever becomes of it. */
  | { readonly kind: 'rate'; readonly perSecond: number };

export interface LoadJob {
  readonly port: number;
  readonly clients: readonly LoadClient[];
  /** The first so many clients send. */
  readonly senders: number;
  readonly pace: Pace;
  /** The same work, before what is measured. */
  readonly warmSeconds: number;
  readonly seconds: number;
  readonly contentBytes: number;
  /** How many clients decode and check all they receive; the others count. */
  readonly checkedClients: number;
}

export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

export interface LoadReport {
  readonly sent: number;
  readonly acknowledged: number;
  /** Messages received, over all clients. */
  readonly deliveries: number;
  /** From the first message to the last acknowledgement. */
  readonly ackSeconds: number;
  /** From the first message to the last delivery. */
  readonly seconds: number;
  readonly ackMs: Quantiles;
  /** Sender to receiver, as the checking clients saw it. */
  readonly deliveryMs: Quantiles;
  /** What makes the figures worthless; empty when every client got exactly what it should, in order. */
  readonly faults: readonly string[];
}

/** Moments at which the generator waits until the suite has looked at the server. */
export type Moment = 'before' | 'connected' | 'start' | 'end';

export type FromGenerator =
  | { readonly kind: 'moment'; readonly moment: Moment }
  | { readonly kind: 'report'; readonly report: LoadReport }
  | { readonly kind: 'failed'; readonly reason: string };

export type ToGenerator =
  | { readonly kind: 'load'; readonly job: LoadJob }
  | { readonly kind: 'idle'; readonly port: number; readonly clients: readonly LoadClient[] }
  | { readonly kind: 'go-on' };
