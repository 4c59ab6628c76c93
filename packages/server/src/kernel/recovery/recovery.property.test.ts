/** Random lives of clients on two nodes over a bad bus: whatever happens, each ends with exactly the log (P2, P4, P11). */
import { FaultyBusHub } from '@parley/testkit/kernel/faulty-bus';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { type Person, type Rig, rig, world } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

interface Position {
  epoch: string;
  seq: number;
}

/** A client as the protocol page asks: only contiguous events advance it, a gap or a loss makes it resume. */
class Client {
  readonly seen: string[] = [];
  readonly #userId: string;
  #position: Position | null = null;
  #person: Person | null = null;
  #read = 0;
  repeats = 0;

  constructor(userId: string) {
    this.#userId = userId;
  }

  get online(): boolean {
    return this.#person !== null && this.#person.connection.closing === null;
  }

  async connect(node: Rig): Promise<void> {
    this.disconnect();
    this.#person = await node.open(this.#userId);
    this.#read = 0;
    await this.#resume();
  }

  disconnect(): void {
    this.drain();
    this.#person?.session.disconnected();
    this.#person = null;
  }

  /** Stops reading: the server ends it at the next delivery. */
  stall(): void {
    if (this.#person) this.#person.connection.queued = 2 * 1024 * 1024;
  }

  /** Takes in what was pushed so far. */
  drain(): void {
    const events = this.#person?.connection.events('room:r') ?? [];
    for (const event of events.slice(this.#read)) {
      if (this.#position && event.seq <= this.#position.seq) this.repeats += 1;
      else if (this.#position && event.seq === this.#position.seq + 1) this.#take(event.seq, event.data);
      else throw new Error(`a gap was pushed: ${event.seq} after ${this.#position?.seq}`);
    }
    this.#read = events.length;
  }

  async #resume(): Promise<void> {
    for (let more = true; more; ) {
      const payload = this.#position
        ? { channel: 'room:r', position: this.#position }
        : { channel: 'room:r' };
      const answer = await this.#person?.call('note:follow', payload);
      if (!answer?.data) throw new Error(`resume refused: ${JSON.stringify(answer)}`);
      const data = answer.data as {
        recovered: boolean;
        more: boolean;
        position: Position;
        events: { seq: number; data: unknown }[];
        snapshot?: { texts: string[] };
      };
      if (!data.recovered) {
        this.seen.splice(0, this.seen.length, ...(data.snapshot?.texts ?? []));
        this.#position = data.position;
      }
      for (const event of data.events) {
        if (event.seq !== (this.#position?.seq ?? -1) + 1)
          throw new Error(`a gap was answered at ${event.seq}`);
        this.#take(event.seq, JSON.stringify(event.data));
      }
      more = data.more;
    }
  }

  #take(seq: number, data: string): void {
    this.#position = { epoch: 'e1', seq };
    this.seen.push(JSON.parse(data).text);
  }
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), who: fc.nat(2), node: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('connect' as const), who: fc.nat(2), node: fc.nat(1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), who: fc.nat(2), node: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('slow' as const), who: fc.nat(2), node: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), who: fc.nat(60), node: fc.nat(1) }) },
);

describe('recovery under a random schedule', () => {
  it('R11 P2 P4 P11: clients on two nodes over a losing, doubling, reordering bus end with exactly the log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), fc.nat(), async (steps, seed) => {
        const clock = new ManualClock();
        const bus = new FaultyBusHub(clock, new SeededIds(seed), { lose: 0.2, double: 0.2, delayMs: 50 });
        const shared = world();
        shared.readers.set('r', new Set(['u0', 'u1', 'u2', 'writer']));
        const limits = { recoveryPageBytes: 2_000 };
        const nodes = await Promise.all(
          [1, 2].map((n) => rig({ world: shared, clock, bus: bus.node(), limits, seed: n })),
        );
        const clients = ['u0', 'u1', 'u2'].map((userId) => new Client(userId));
        const writers = await Promise.all(nodes.map((node) => node.open('writer')));
        // Clients and nodes are made from the same lists as the indices.
        const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
        let said = 0;
        for (const { do: what, who, node } of steps) {
          if (what === 'say') {
            said += 1;
            void pick(writers, node).call('note:say', { room: 'r', text: `${said}`, clientId: `c${said}` });
            await clock.advance(1);
          } else if (what === 'connect') {
            const connecting = pick(clients, who).connect(pick(nodes, node));
            await clock.advance(5);
            await connecting;
          } else if (what === 'drop') pick(clients, who).disconnect();
          else if (what === 'slow') pick(clients, who).stall();
          else await clock.advance(who);
          for (const client of clients) client.drain();
        }
        bus.faults.lose = 0;
        // One position check later everyone who stayed has healed without help; the others come back.
        await clock.advance(30_000);
        for (const client of clients) {
          if (client.online) continue;
          const connecting = client.connect(pick(nodes, seed));
          await clock.advance(5);
          await connecting;
        }
        for (const client of clients) client.drain();
        const truth = shared.log.events('room:r').map(({ data }) => JSON.parse(data).text);
        expect(truth).toHaveLength(said);
        for (const client of clients) {
          expect(client.seen).toEqual(truth);
          expect(client.repeats).toBe(0);
        }
        for (const { telemetry } of nodes) expect(telemetry.errors).toEqual([]);
      }),
      { seed: 20261121, numRuns: 60 },
    );
  }, 120_000);
});
