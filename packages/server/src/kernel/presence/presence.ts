/**
 * Presence: a lease per session, aggregated per person over devices and nodes.
 *
 * Sessions of this node are known exactly; those of other nodes as leases that their node renews over the bus every
 * `RENEW_MS` and that end `LEASE_MS` after it was last heard, measured by our own clock. A person whose last session
 * ended stays as they were for the grace, which hides a page reload. Heartbeat time-out (18 s) + grace (10 s) and lease
 * are within the 30 s of P9. Unread counts never depend on any of this.
 *
 * What a person chose to be shown as comes with who they are and stands above what their sessions say.
 */
import type { CustomStatus, PresenceChanged, SettablePresence } from '@parley/contract/kernel/presence';
import type { Clock } from '../ports/clock.ts';
import type { ChosenPresence } from '../ports/identities.ts';
import type { Telemetry } from '../ports/telemetry.ts';

export interface SessionPresence extends CustomStatus {
  readonly status: SettablePresence;
}

/** What a node says about one person; null: nobody of theirs is here. */
export interface NodePresence {
  readonly userId: string;
  readonly presence: SessionPresence | null;
}

/** What a node tells the others. */
export interface NodeSays {
  /** Counts what the node said: the bus may turn the order around, and what was said later holds. */
  readonly n: number;
  readonly states: readonly NodePresence[];
  /** It is everything this node has, and replaces what it said before. */
  readonly whole: boolean;
  /** The others are to say everything they have: the one who speaks has just come. */
  readonly asks?: true;
}

export interface PresenceOptions {
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly graceMs: number;
  /** Somebody's aggregate changed. */
  readonly onChange: (changed: PresenceChanged) => void;
  /** Their last session on this node ended and the grace passed, and no other node has one. */
  readonly onLastSeen: (userId: string, at: string) => void;
  readonly gossip: (said: NodeSays) => void;
}

/** What another node said, true until it was silent for `LEASE_MS`. */
interface NodeLease {
  readonly people: Map<string, { readonly presence: SessionPresence | null; readonly n: number }>;
  /** When it last said everything it has. */
  whole: number;
  until: number;
  cancel: () => void;
}

const RENEW_MS = 10_000;
const LEASE_MS = 25_000;
/** Of every session that said nothing else. */
const ONLINE: SessionPresence = { status: 'online' };

export class PresenceTracker {
  readonly #options: PresenceOptions;
  readonly #sessions = new Map<string, Map<string, SessionPresence>>();
  /** Of people here. */
  readonly #chosen = new Map<string, ChosenPresence>();
  /** People here whose last session ended a moment ago. */
  readonly #graced = new Map<string, { presence: SessionPresence; cancel: () => void }>();
  readonly #leases = new Map<string, NodeLease>();
  readonly #shown = new Map<string, PresenceChanged>();
  #said = 0;
  readonly #lastSeen = new Map<string, string>();
  #stopRenewing: () => void;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#stopRenewing = this.#scheduleRenewal();
  }

  of(userId: string): PresenceChanged {
    return (
      this.#shown.get(userId) ?? {
        userId,
        status: 'offline',
        lastSeenAt: this.#lastSeen.get(userId) ?? null,
      }
    );
  }

  /** On this node, or on it a moment ago. */
  isHere(userId: string): boolean {
    return this.#here(userId) !== null;
  }

  /** `chosen` as it is now: it takes the place of what was known. */
  arrived(userId: string, sessionId: string, chosen?: ChosenPresence): void {
    this.#choose(userId, chosen);
    const graced = this.#graced.get(userId);
    graced?.cancel();
    this.#graced.delete(userId);
    const sessions = this.#sessions.get(userId) ?? new Map<string, SessionPresence>();
    sessions.set(sessionId, ONLINE);
    this.#sessions.set(userId, sessions);
    this.#changedHere(userId);
  }

  /** What the person chose to be shown as changed; of no matter to who isn't here. */
  chose(userId: string, chosen: ChosenPresence | undefined): void {
    if (!this.isHere(userId)) return;
    this.#choose(userId, chosen);
    this.#changedHere(userId);
  }

  #choose(userId: string, chosen: ChosenPresence | undefined): void {
    if (chosen === undefined) this.#chosen.delete(userId);
    else this.#chosen.set(userId, chosen);
  }

  set(userId: string, sessionId: string, presence: SessionPresence): void {
    const sessions = this.#sessions.get(userId);
    if (!sessions?.has(sessionId)) return;
    sessions.set(sessionId, presence);
    this.#changedHere(userId);
  }

  departed(userId: string, sessionId: string): void {
    const sessions = this.#sessions.get(userId);
    if (!sessions?.has(sessionId)) return;
    const before = aggregate(sessions.values());
    sessions.delete(sessionId);
    if (sessions.size > 0) {
      this.#changedHere(userId);
      return;
    }
    this.#sessions.delete(userId);
    if (!before) return;
    const cancel = this.#options.clock.after(this.#options.graceMs, () => {
      this.#graced.delete(userId);
      this.#chosen.delete(userId);
      this.#changedHere(userId);
    });
    this.#graced.set(userId, { presence: before, cancel });
  }

  /** Called once the other nodes can be heard: who is there already need not wait for their next renewal. */
  greet(): void {
    this.#gossip({ ...this.#whole(), asks: true });
  }

  heard(node: string, { n, states, whole, asks }: NodeSays): void {
    const lease = this.#leaseOf(node);
    const { people } = lease;
    const touched = new Set<string>();
    if (n > lease.whole) {
      for (const { userId, presence } of states) {
        if ((people.get(userId)?.n ?? 0) > n) continue;
        people.set(userId, { presence, n });
        touched.add(userId);
      }
      if (whole) {
        lease.whole = n;
        for (const [userId, known] of people) {
          if (known.n < n && people.delete(userId)) touched.add(userId);
        }
      }
    }
    for (const userId of touched) this.#show(userId);
    if (asks) this.#gossip(this.#whole());
  }

  /** Says good-bye to the other nodes, so that they need not wait for the leases to end. */
  stop(): void {
    this.#stopRenewing();
    for (const { cancel } of [...this.#graced.values(), ...this.#leases.values()]) cancel();
    const users = [...new Set([...this.#sessions.keys(), ...this.#graced.keys()])];
    this.#gossip({ states: [], whole: true });
    const at = new Date(this.#options.clock.now()).toISOString();
    for (const userId of users) this.#options.onLastSeen(userId, at);
    this.#sessions.clear();
    this.#graced.clear();
  }

  /** Renewed by being asked for. */
  #leaseOf(node: string): NodeLease {
    const until = this.#options.clock.monotonic() + LEASE_MS;
    const known = this.#leases.get(node);
    if (known) {
      known.until = until;
      return known;
    }
    const lease: NodeLease = { people: new Map(), whole: 0, until, cancel: () => {} };
    this.#leases.set(node, lease);
    this.#watch(node, lease);
    return lease;
  }

  /** One timer a node, moved on when it fires and not with everything the node says. */
  #watch(node: string, lease: NodeLease): void {
    const { clock } = this.#options;
    const leftMs = lease.until - clock.monotonic();
    if (leftMs > 0) {
      lease.cancel = clock.after(leftMs, () => this.#watch(node, lease));
      return;
    }
    this.#leases.delete(node);
    for (const userId of lease.people.keys()) this.#show(userId);
  }

  #here(userId: string): SessionPresence | null {
    const sessions = this.#sessions.get(userId);
    const seen = sessions ? aggregate(sessions.values()) : (this.#graced.get(userId)?.presence ?? null);
    return seen && asChosen(seen, this.#chosen.get(userId));
  }

  #changedHere(userId: string): void {
    this.#show(userId);
    this.#gossip({ states: [{ userId, presence: this.#here(userId) }], whole: false });
  }

  /** Recomputes what others see of a person and says so when it changed. */
  #show(userId: string): void {
    const states: SessionPresence[] = [];
    const here = this.#here(userId);
    if (here) states.push(here);
    for (const { people } of this.#leases.values()) {
      const there = people.get(userId)?.presence;
      if (there) states.push(there);
    }
    const total = aggregate(states);
    const before = this.#shown.get(userId);
    if (!total) {
      if (!before) return;
      const at = new Date(this.#options.clock.now()).toISOString();
      this.#shown.delete(userId);
      this.#rememberLastSeen(userId, at);
      this.#options.onLastSeen(userId, at);
      this.#options.onChange(this.of(userId));
      return;
    }
    const shown: PresenceChanged = { userId, lastSeenAt: null, ...total };
    if (before && samePresence(before, shown)) return;
    this.#shown.set(userId, shown);
    this.#options.onChange(shown);
  }

  #rememberLastSeen(userId: string, at: string): void {
    this.#lastSeen.delete(userId);
    this.#lastSeen.set(userId, at);
    const oldest = this.#lastSeen.size > 10_000 ? this.#lastSeen.keys().next() : null;
    if (oldest && !oldest.done) this.#lastSeen.delete(oldest.value);
  }

  #scheduleRenewal(): () => void {
    return this.#options.clock.after(RENEW_MS, () => {
      this.#gossip(this.#whole());
      this.#stopRenewing = this.#scheduleRenewal();
    });
  }

  #gossip(said: Omit<NodeSays, 'n'>): void {
    this.#said += 1;
    this.#options.gossip({ n: this.#said, ...said });
  }

  #whole(): Omit<NodeSays, 'n'> {
    const users = new Set([...this.#sessions.keys(), ...this.#graced.keys()]);
    const states = [...users].map((userId) => ({ userId, presence: this.#here(userId) }));
    return { states, whole: true };
  }
}

/** Do not disturb on one device holds for all; being active on one device makes one online. */
function aggregate(states: Iterable<SessionPresence>): SessionPresence | null {
  let best: SessionPresence | null = null;
  for (const state of states) {
    if (!best || RANK[state.status] > RANK[best.status]) best = state;
  }
  return best;
}

/** Do not disturb holds whatever the devices say; a status of one's own takes the place of a device's text. */
function asChosen(seen: SessionPresence, chosen: ChosenPresence | undefined): SessionPresence {
  if (chosen === undefined) return seen;
  const status = chosen.dnd ? 'dnd' : seen.status;
  return chosen.custom === undefined ? { ...seen, status } : { status, ...chosen.custom };
}

export function samePresence(a: PresenceChanged, b: PresenceChanged): boolean {
  return (
    a.status === b.status &&
    a.text === b.text &&
    a.emoji === b.emoji &&
    a.until === b.until &&
    a.lastSeenAt === b.lastSeenAt
  );
}

const RANK: Readonly<Record<SettablePresence, number>> = { dnd: 3, online: 2, away: 1 };
