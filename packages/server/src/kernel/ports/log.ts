/**
 * The port to durable storage. A command's tables, events and idempotency key are one write set; write sets are
 * committed in batches; the log is read back for recovery.
 *
 * Guarantees an adapter gives (proved by `conformance/log.conformance.ts`):
 * - L1  A write set is all or nothing. One that fails harms no other of its batch.
 * - L2  Write sets take effect in batch order. Each sees what those before it did.
 * - L3  `seq` is dense per channel, from 1, assigned in batch order to write sets that succeed.
 * - L4  When `commit` resolves, every `committed` outcome is durable.
 * - L5  `commit` rejects only when nothing of the batch is durable.
 * - L6  An idempotency key has one effect, whoever retries it and on whichever node.
 * - L7  `read` is one snapshot: its events, head and oldest agree with each other.
 */
/** A parameter of a statement. `{ seqOf: n }` stands for the seq of the write set's n-th append. */
export type Param = string | number | null | Uint8Array | { readonly seqOf: number };

export type Statement =
  /** A plain insert; adapters may gather those of one table into one multi-row insert. */
  | { readonly kind: 'insert'; readonly table: string; readonly row: Readonly<Record<string, Param>> }
  /** Any other statement, in the adapter's dialect. `rows`, when given, is how many it must affect, else conflict. */
  | { readonly kind: 'run'; readonly sql: string; readonly params: readonly Param[]; readonly rows?: number };

/** What an event does to rights on its channel. It raises the channel's `aclVersion` by one. */
export type AclChange =
  /** Somebody gained a right or a right changed: caches must read anew, live sessions are checked again. */
  | { readonly kind: 'changed' }
  /** `userId` lost the channel: their live sessions receive neither this event nor any later one (P6). */
  | { readonly kind: 'revoked'; readonly userId: string };

/** An event to append. */
export interface Append {
  readonly channel: string;
  readonly type: string;
  readonly actor: string;
  /** ISO 8601 UTC with milliseconds. Shown, never ordered by. */
  readonly at: string;
  /** The data as JSON: always an object. */
  readonly data: string;
  /** Splice `"<seqAs>":<seq>` into the data as its last property. */
  readonly seqAs?: string;
  /**
   * The thing the data is the state of. The log then stores its name only, and recovery reads its present
   * state, so that nothing deleted survives in the log.
   */
  readonly entity?: EntityRef;
  /**
   * The write set inserts the entity's row, which keeps the event's channel, seq, actor and time for good: the log need
   * not write them again, and reads the event from there.
   */
  readonly keptByEntity?: boolean;
  readonly acl?: AclChange;
}

export interface EntityRef {
  readonly kind: string;
  readonly id: string;
}

/** The answer of a command, as far as it can be made before its seqs are known. */
export type Answer =
  | { readonly kind: 'json'; readonly json: string }
  /** `{"<key>": <data of append n>}`; replayed from the append's entity. */
  | { readonly kind: 'wrap'; readonly key: string; readonly append: number };

/** (user, command, clientId) names an effect; `hash` tells another payload under the same name. */
export interface IdempotencyKey {
  readonly userId: string;
  readonly command: string;
  readonly clientId: string;
  readonly hash: string;
}

/** Work for later (ports/jobs.ts). */
export interface NewJob {
  /** Names who does it: `<feature>:<what>`. */
  readonly kind: string;
  /** JSON. */
  readonly data: string;
  /** Not before then, in milliseconds since the Unix epoch; absent: at once. */
  readonly dueAt?: number;
  /** While a job of this kind and name is alive, asking for it again asks for nothing. */
  readonly name?: string;
}

export interface WriteSet {
  /** Write sets of one lane keep their order: after a conflict, later ones of the lane are `held`. */
  readonly lane?: string;
  readonly key?: IdempotencyKey;
  /** Versions it was decided on; another version is a conflict. A channel never written has version 0. */
  readonly expect: readonly { readonly channel: string; readonly aclVersion: number }[];
  readonly statements: readonly Statement[];
  readonly appends: readonly Append[];
  /** Work to be done once it is durable, and never without it. */
  readonly jobs?: readonly NewJob[];
  readonly answer: Answer;
}

export type ConflictReason =
  /** A channel's `aclVersion` was not the expected one. */
  | 'acl'
  /** A statement affected another number of rows than it must. */
  | 'rows'
  /** A unique constraint or a foreign key did not hold. */
  | 'constraint';

export type CommitOutcome =
  /** Durable. `seqs[n]` and `aclVersions[n]` belong to append n; the version is the one after it. */
  | { readonly kind: 'committed'; readonly seqs: readonly number[]; readonly aclVersions: readonly number[] }
  /** The key had its effect before; `answer` is JSON of the first answer. */
  | { readonly kind: 'replayed'; readonly answer: string }
  /** The key was used with another payload. */
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'conflict'; readonly reason: ConflictReason; readonly detail?: string }
  /** An earlier write set of its lane met a conflict: decide anew, after that one. */
  | { readonly kind: 'held' }
  /** It alone failed for a reason that deciding anew won't change. */
  | { readonly kind: 'failed'; readonly cause: unknown };

/** An event as the log gives it back. `data` is JSON. */
export interface StoredEvent {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly at: string;
  readonly data: string;
  /** What the data is the present state of, when the log names it. */
  readonly entity?: EntityRef;
}

export interface ReadLimits {
  readonly maxEvents: number;
  /** Of event data; at least one event is given however large it is. */
  readonly maxBytes: number;
}

export interface LogPage {
  /** Last seq of the channel in this snapshot; 0 when nothing was ever appended. */
  readonly head: number;
  /** First seq still kept; `head + 1` when none is. */
  readonly oldest: number;
  readonly aclVersion: number;
  /** Dense, ascending, starting at `after + 1` when that is kept, else at `oldest`. */
  readonly events: readonly StoredEvent[];
  readonly more: boolean;
}

export interface ChannelHead {
  readonly seq: number;
  readonly aclVersion: number;
}

export type KeyLookup =
  | { readonly kind: 'replayed'; readonly answer: string }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'unknown' };

export interface Log {
  /** The epoch every position of this log belongs to. */
  readonly epoch: string;
  /** One outcome per write set, in order. Never called again before it settled. */
  commit(batch: readonly WriteSet[]): Promise<readonly CommitOutcome[]>;
  read(channel: string, after: number, limits: ReadLimits): Promise<LogPage>;
  /** Channels never written answer `{seq: 0, aclVersion: 0}`. */
  heads(channels: readonly string[]): Promise<ReadonlyMap<string, ChannelHead>>;
  /** The stored answer of a key, for replays of people who may no longer do what they did. */
  find(key: IdempotencyKey): Promise<KeyLookup>;
  /** Forgets events beyond the window and keys older than `keysOlderThanMs`; returns how many rows went. */
  trim(window: {
    maxEvents: number;
    /** Of event data a channel's log holds itself; the newest event stays however large. */
    maxBytes: number;
    maxAgeMs: number;
    keysOlderThanMs: number;
    now: number;
  }): Promise<number>;
}
