/** What one client did and saw, written down by itself: the only evidence the checker believes. */

/** One thing a person said: whatever became of it. */
export interface Said {
  readonly clientId: string;
  readonly content: string;
  /** Every acknowledgement it got; retries may get several, all the same. */
  readonly acknowledged: { readonly id: string; readonly seq: number }[];
}

export interface Changed {
  readonly id: string;
  readonly kind: 'edit' | 'delete';
  readonly content: string;
}

export type Seen =
  /** Everything known before is replaced by what the server showed; true for `seq`. */
  | {
      readonly kind: 'snapshot';
      readonly seq: number;
      readonly messages: readonly SeenMessage[];
      /** As it came. */
      readonly wire?: unknown;
    }
  | {
      readonly kind: 'event';
      readonly seq: number;
      readonly type: string;
      readonly message: SeenMessage | null;
      /** The whole envelope. */
      readonly wire?: unknown;
    };

export interface SeenMessage {
  readonly id: string;
  readonly seq: number;
  readonly content: string;
  readonly deleted: boolean;
}

/** What was heard of somebody's presence, or that a connection began: what was heard before it may be old. */
export type PresenceWord = { readonly userId: string; readonly status: string } | 'connected';

export interface ClientRecord {
  readonly name: string;
  readonly said: Said[];
  /** Acknowledged changes of own messages, in order. */
  readonly changed: Changed[];
  readonly seen: Seen[];
  /** In order. */
  readonly presence?: PresenceWord[];
}
