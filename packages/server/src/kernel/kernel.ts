/** The kernel's front door: what transports, features and the composition root call. */
import type { PresenceChanged } from '@parley/contract/kernel/presence';
import type { ChannelKind, CommandDef, LoginRef, Revocation, Signal } from './commands/definition.ts';
import type { Settlement } from './commands/group-commit.ts';
import type { Json } from './json.ts';
import type { Nodes } from './nodes.ts';
import type { Bus } from './ports/bus.ts';
import type { Clock } from './ports/clock.ts';
import type { Connection } from './ports/connection.ts';
import type { Identities } from './ports/identities.ts';
import type { Ids } from './ports/ids.ts';
import type { Log, WriteSet } from './ports/log.ts';
import type { Telemetry } from './ports/telemetry.ts';

/** Who calls: proven by a token before the kernel hears of it. */
export interface Caller {
  readonly userId: string;
  readonly loginId: string;
  /** Network address, for rate limits. */
  readonly address: string;
}

/** Receives JSON of `{"ok":true,"data":…}` or `{"ok":false,"error":…}`, exactly once, before the command's own event. */
export type Respond = (answer: Json, ok: boolean) => void;

/** A live connection. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  execute(command: string, payload: unknown, respond: Respond): void;
  /** The transport ended, whoever ended it. */
  disconnected(): void;
}

export interface RateRule {
  /** 0 = no limit. */
  readonly perSecond: number;
  readonly burst: number;
}

export interface KernelLimits {
  readonly rates: Readonly<Record<'commands' | 'signals' | 'strokes' | 'connections', RateRule>>;
  /** Outgoing bytes a session may have waiting. */
  readonly sessionQueueBytes: number;
  /** Bytes of event data in one resume answer. */
  readonly recoveryPageBytes: number;
  /** Bytes of event data that the newest events of all open channels may take together, for those who just missed them. */
  readonly tailBytes: number;
  /** How long a busy channel waits between two deliveries. */
  readonly windowMs: number;
  /** Subscribers on this node from which events keep to it; signals always do. */
  readonly windowFrom: number;
  /** Least time between the starts of two commits while several people write at once. */
  readonly commitSpacingMs: number;
  /** How long a vanished session still counts as present. */
  readonly presenceGraceMs: number;
  /** How often each open channel's position is compared with the log. */
  readonly positionCheckMs: number;
}

export interface KernelOptions {
  readonly log: Log;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly telemetry: Telemetry;
  readonly identities: Identities;
  readonly commands: readonly CommandDef[];
  readonly channels: readonly ChannelKind[];
  readonly limits: KernelLimits;
  /** Those of the logins that don't stand any more: asked now and then, since the bus may have lost the word of it. */
  readonly endedLogins: (logins: readonly LoginRef[]) => Promise<readonly Revocation[]>;
  /** Another node ended these sessions; called before those here are. */
  readonly onRevoked: (revocation: Revocation) => void;
  /** Called when a person's last session ended and the grace passed. */
  readonly onLastSeen: (userId: string, at: string) => void;
  /** A commit of this node made jobs: somebody may do them. */
  readonly onJobs: () => void;
}

export interface Drain {
  /** Over how long the returns of those who are sent away are spread. */
  readonly spreadMs: number;
  /** Whether other nodes take them. */
  readonly elsewhere: boolean;
}

export interface Draining {
  /** Resolves when no session needs the port any more but to leave. */
  readonly portFree: Promise<void>;
  /** Resolves when every session was sent away. */
  readonly done: Promise<void>;
}

export interface Presences {
  of(userId: string): PresenceChanged;
}

export interface Kernel {
  /** Opens a session subscribed to `user:<id>`. Rejects with `Refused` (rate, disabled account). */
  open(caller: Caller, connection: Connection): Promise<Session>;
  /** Runs a command outside any session: the way of REST. */
  execute(caller: Caller, command: string, payload: unknown, respond: Respond): void;
  /** Whether this person may read the channel now: cached, exactly invalidated. */
  mayRead(userId: string, channel: string): Promise<boolean>;
  /** Commits a write set made outside a command and publishes its events. Never rejects. */
  commit(set: WriteSet): Promise<Settlement>;
  readonly presence: Presences;
  /** For words between the nodes of a feature; topics begin with its name. */
  readonly nodes: Nodes;
  signal(actor: string, signal: Signal): void;
  /** Ends live sessions, on every node (P6). */
  revoke(revocation: Revocation): void;
  /** How much is live now. */
  stats(): { readonly sessions: number; readonly channels: number; readonly underWay: number };
  /** Sends every session away. Commands are taken until their session goes, and outside of sessions. */
  drain(how: Drain): Draining;
  /** Resolves when no commit is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}
