/** One load on one server: connects everybody, warms up, and then sends at the given pace while it is measured. */
import { newId } from '@parley/client/ids';
import { Client } from './client.ts';
import { elapsed } from './elapsed.ts';
import { inGroups } from './groups.ts';
import type { LoadClient, LoadJob, LoadReport, Moment } from './job.ts';
import { quantiles, SendTimes } from './latencies.ts';
import { NchanClient } from './nchan-client.ts';
import { contentOf, OrderCheck } from './order.ts';
import type { Talker } from './talker.ts';
import { XmppClient } from './xmpp-client.ts';

const CONNECTING_AT_ONCE = 50;
const QUIET_MS = 500;
const DRAIN_MS = 30_000;
const TICK_MS = 2;

const SPEAKING = { socketio: Client, nchan: NchanClient, xmpp: XmppClient };

interface Phase {
  readonly startedAt: number;
  readonly until: number;
  sent: number;
  acknowledged: number;
  expected: number;
  lastAckAt: number;
  readonly ackMs: number[];
  readonly deliveryMs: number[];
}

export class Load {
  readonly #job: LoadJob;
  readonly #clients: readonly Talker[];
  readonly #checks = new Map<number, OrderCheck>();
  readonly #times: SendTimes;
  readonly #roomSizes = new Map<string, number>();
  /** The client whose copy says that a room has a message. */
  readonly #lastOf = new Map<string, number>();
  readonly #joins = new Map<number, { resolve: () => void; reject: (cause: Error) => void }>();
  /** Messages that lack their acknowledgement, their delivery, or both. */
  readonly #owed = new Map<string, number>();
  readonly #faults = new Set<string>();
  #phase: Phase | null = null;

  constructor(job: LoadJob) {
    this.#job = job;
    job.clients.forEach(({ room }, index) => {
      this.#roomSizes.set(room, (this.#roomSizes.get(room) ?? 0) + 1);
      this.#lastOf.set(room, index);
    });
    for (const index of checkedIndices(job)) this.#checks.set(index, new OrderCheck(this.#fault));
    this.#times = new SendTimes(job.senders);
    this.#clients = job.clients.map(
      ({ speaks = 'socketio' }, index) =>
        new SPEAKING[speaks](index, this.#checks.has(index), {
          acknowledged: (client, id, ok) => this.#acknowledged(client, id, ok),
          heard: (client, args) => this.#heard(client, args),
          lost: ({ index: who }, reason) => this.#fault(`client ${who} was lost: ${reason}`),
        }),
    );
  }

  async run(moment: (moment: Moment) => Promise<void>): Promise<LoadReport> {
    const { warmSeconds, seconds } = this.#job;
    await this.#enter();
    if (warmSeconds > 0) await this.#send(warmSeconds);
    await moment('start');
    const report = await this.#send(seconds);
    await moment('end');
    for (const client of this.#clients) client.close();
    return report;
  }

  async #enter(): Promise<void> {
    const { clients } = this.#job;
    await inGroups(clients, CONNECTING_AT_ONCE, ({ port, token }, index) =>
      this.#at(index).connect(port, token),
    );
    await inGroups(clients, CONNECTING_AT_ONCE, (client, index) => this.#join(this.#at(index), client));
    await this.#quiet();
  }

  #join(client: Talker, { room }: LoadClient): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#joins.set(client.index, { resolve, reject });
      client.emit('chat:join', () => ({ roomId: room }));
    });
  }

  /** Who is here is told to everybody; that is no part of what is measured. */
  async #quiet(): Promise<void> {
    let before = -1;
    for (let now = this.#frames(); now !== before; now = this.#frames()) {
      before = now;
      await elapsed(QUIET_MS);
    }
  }

  async #send(seconds: number): Promise<LoadReport> {
    const before = this.#received();
    const startedAt = performance.now();
    const counts = { sent: 0, acknowledged: 0, expected: 0, lastAckAt: startedAt };
    const phase: Phase = {
      startedAt,
      until: startedAt + seconds * 1000,
      ...counts,
      ackMs: [],
      deliveryMs: [],
    };
    this.#phase = phase;
    if (this.#job.pace.kind === 'rate') await this.#sendAtRate(phase, this.#job.pace.perSecond);
    else this.#startSenders(phase, this.#job.pace.inFlight);
    await this.#drain(phase, before);
    const endedAt = performance.now();
    this.#phase = null;
    return {
      sent: phase.sent,
      acknowledged: phase.acknowledged,
      deliveries: this.#received() - before,
      ackSeconds: (phase.lastAckAt - startedAt) / 1000,
      seconds: (endedAt - startedAt) / 1000,
      ackMs: quantiles(phase.ackMs),
      deliveryMs: quantiles(phase.deliveryMs),
      faults: [...this.#faults].slice(0, 10),
    };
  }

  #startSenders(phase: Phase, inFlight: number): void {
    for (let sender = 0; sender < this.#job.senders; sender++) {
      for (let n = 0; n < inFlight; n++) this.#say(phase, this.#at(sender), performance.now());
    }
  }

  /** Messages are timed from when they were due, so that a late generator or server can't hide behind itself. */
  async #sendAtRate(phase: Phase, perSecond: number): Promise<void> {
    const { senders } = this.#job;
    const gapMs = 1000 / (senders * perSecond);
    for (let due = phase.startedAt, n = 0; due < phase.until; n++, due += gapMs) {
      while (performance.now() < due) await elapsed(TICK_MS);
      this.#say(phase, this.#at(n % senders), due);
    }
  }

  #say(phase: Phase, client: Talker, at: number): void {
    const { contentBytes, pace } = this.#job;
    const room = this.#roomOf(client.index);
    const id = client.emit('chat:message', (n) => ({
      roomId: room,
      content: contentOf(client.index, n, contentBytes),
      clientId: newId(),
    }));
    this.#times.sent(client.index, id, at);
    phase.sent += 1;
    phase.expected += this.#roomSizes.get(room) ?? 0;
    if (pace.kind === 'awaiting' && pace.until === 'delivered') this.#owed.set(`${client.index}.${id}`, 2);
  }

  #acknowledged(client: Talker, id: number, ok: boolean): void {
    const joining = this.#joins.get(client.index);
    if (joining) {
      this.#joins.delete(client.index);
      if (ok) joining.resolve();
      else joining.reject(new Error(`client ${client.index} may not join`));
      return;
    }
    const phase = this.#phase;
    if (!phase) {
      this.#fault('an acknowledgement came when none was due');
      return;
    }
    if (!ok) this.#fault('a message was refused');
    const now = performance.now();
    phase.acknowledged += 1;
    phase.lastAckAt = now;
    phase.ackMs.push(now - this.#times.of(client.index, id));
    this.#settled(phase, client.index, id);
  }

  #heard(client: Talker, args: readonly unknown[]): void {
    const heard = this.#checks.get(client.index)?.take(args);
    const phase = this.#phase;
    if (!heard || !phase) return;
    phase.deliveryMs.push(performance.now() - this.#times.of(heard.sender, heard.id));
    const isLast = client.index === this.#lastOf.get(this.#roomOf(heard.sender));
    const { pace } = this.#job;
    if (isLast && pace.kind === 'awaiting' && pace.until === 'delivered') {
      this.#settled(phase, heard.sender, heard.id);
    }
  }

  /** The next message of a sender, once all is done that its pace waits for. */
  #settled(phase: Phase, sender: number, id: number): void {
    const { pace } = this.#job;
    if (pace.kind !== 'awaiting') return;
    if (pace.until === 'delivered') {
      const key = `${sender}.${id}`;
      const owed = (this.#owed.get(key) ?? 1) - 1;
      if (owed > 0) {
        this.#owed.set(key, owed);
        return;
      }
      this.#owed.delete(key);
    }
    const now = performance.now();
    if (now < phase.until) this.#say(phase, this.#at(sender), now);
  }

  async #drain(phase: Phase, before: number): Promise<void> {
    const isDone = () =>
      performance.now() >= phase.until &&
      phase.acknowledged >= phase.sent &&
      this.#received() - before >= phase.expected;
    let lastMoveAt = performance.now();
    let seen = -1;
    while (!isDone()) {
      const moved = this.#frames();
      if (moved !== seen) lastMoveAt = performance.now();
      seen = moved;
      if (performance.now() - lastMoveAt > DRAIN_MS) break;
      await elapsed(TICK_MS);
    }
    const received = this.#received() - before;
    if (phase.acknowledged !== phase.sent) {
      this.#fault(`${phase.sent} messages were sent and ${phase.acknowledged} acknowledged`);
    }
    if (received !== phase.expected) this.#fault(`${phase.expected} deliveries were due, ${received} came`);
  }

  readonly #fault = (words: string): void => {
    this.#faults.add(words);
  };

  #received(): number {
    return this.#clients.reduce((sum, client) => sum + client.received, 0);
  }

  #frames(): number {
    return this.#clients.reduce((sum, client) => sum + client.frames, 0);
  }

  #at(index: number): Talker {
    const client = this.#clients[index];
    if (!client) throw new Error(`there is no client ${index}`);
    return client;
  }

  #roomOf(index: number): string {
    return this.#job.clients[index]?.room ?? '';
  }
}

/** Evenly spread; the last client of the last room is always among them. */
function checkedIndices({ clients, checkedClients }: LoadJob): number[] {
  const count = Math.min(checkedClients, clients.length);
  return Array.from({ length: count }, (_, n) => Math.floor(((n + 1) * clients.length) / count) - 1);
}
