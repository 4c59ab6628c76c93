/** What the load generator is told and what it tells: the messages between the suite and its process. */

export interface LoadClient {
  /** Where its node listens. */
  readonly port: number;
  /** What it signs in with; null where the server asks for nothing. */
  readonly token: string | null;
  /** Whose token that is. */
  readonly userId: string | null;
  readonly room: string;
  /** How to get another token. */
  readonly login?: { readonly login: string; readonly password: string };
  /** Socket.IO unless said. */
  readonly speaks?: 'socketio' | 'nchan' | 'xmpp';
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

export interface ReconnectJob {
  readonly clients: readonly LoadClient[];
  /** Storms one after the other: how many messages each of them missed. */
  readonly missed: readonly number[];
  /** How long everybody stays away: longer than a server keeps a room warm that nobody follows. */
  readonly awayMs: number;
  readonly contentBytes: number;
}

/** One storm: everybody was cut off, messages were said, and everybody comes back at once. */
export interface Storm {
  readonly missed: number;
  /** From the first attempt to connect until the last client was current. */
  readonly seconds: number;
  /** From a client's own first attempt until it was current. */
  readonly currentMs: Quantiles;
  /** Clients that were told to start anew. */
  readonly notRecovered: number;
  /** How often clients were refused or lost again before they were current, over all of them. */
  readonly retries: number;
}

export interface ReconnectReport {
  readonly storms: readonly Storm[];
  /** What makes the figures worthless; empty when everybody got exactly what was missed, and what came after. */
  readonly faults: readonly string[];
}

/** Rooms that differ in their length alone, opened and resumed. */
export interface HistoryJob {
  readonly clients: readonly LoadClient[];
  /** How many messages each room gets before anything is measured, in the order of rooms. */
  readonly lengths: readonly number[];
  /** How often each is opened, and how often resumed. */
  readonly turns: number;
  /** What somebody who resumes missed the first time; one message more each time. */
  readonly missed: number;
  readonly contentBytes: number;
  /** How often is searched in all of it; then what is said is made of words, and everything waits until it is indexed. */
  readonly searches?: number;
}

/** Times in milliseconds. */
export interface SearchReport {
  readonly searchMs: readonly number[];
  /** Of reads by somebody else meanwhile. */
  readonly besideMs: readonly number[];
  /** Searches that found anything. */
  readonly foundShare: number;
}

export interface RoomHistory {
  readonly length: number;
  readonly openMs: Quantiles;
  readonly resumeMs: Quantiles;
}

export interface HistoryReport {
  readonly rooms: readonly RoomHistory[];
  readonly search?: SearchReport;
  /** What makes the figures worthless; empty when everybody got exactly what was missed. */
  readonly faults: readonly string[];
}

export type Report = LoadReport | ReconnectReport | HistoryReport;

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
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'failed'; readonly reason: string };

export type ToGenerator =
  | { readonly kind: 'load'; readonly job: LoadJob }
  | { readonly kind: 'idle'; readonly clients: readonly LoadClient[] }
  | { readonly kind: 'reconnect'; readonly job: ReconnectJob }
  | { readonly kind: 'history'; readonly job: HistoryJob }
  | { readonly kind: 'go-on' };
