/** Everybody who is connected in a story, and what is done with all of them. */
import { RecordingClient } from '../checker/recording-client.ts';
import type { SeededIds } from '../kernel/seeded-ids.ts';
import type { Account } from '../process/accounts.ts';
import type { Cluster } from './cluster.ts';
import { echo } from './echo.ts';
import type { Watcher } from './judges/presence.ts';
import type { Held } from './judges/state.ts';
import { type Habits, pause, within } from './scene.ts';

/** Every fourth polls instead of using a WebSocket. */
const POLLS = 4;
const POLL_MS = 20;

export interface Present {
  readonly client: RecordingClient;
  readonly who: Account;
}

export class Company {
  readonly #cluster: Cluster;
  readonly #roomId: string;
  readonly #chance: SeededIds;
  readonly #habits: Habits;
  readonly #all: RecordingClient[] = [];
  readonly #inside: Present[] = [];
  readonly #refusals: string[] = [];
  #ends = 0;

  constructor(cluster: Cluster, roomId: string, chance: SeededIds, habits: Habits) {
    this.#cluster = cluster;
    this.#roomId = roomId;
    this.#chance = chance;
    this.#habits = habits;
  }

  /** Who stays in the room until the end, and is judged. */
  get inside(): readonly Present[] {
    return this.#inside;
  }

  /** Refusals that nobody in a story deserves: all but "come back later". */
  get refusals(): readonly string[] {
    return [...this.#refusals, ...this.#inside.flatMap(({ client }) => client.refusals)];
  }

  /** Comes to stay; `index` decides how. */
  join(who: Account, index: number): RecordingClient {
    const { url, nodes } = this.#cluster;
    if (index % POLLS < POLLS - 1) return this.joinAt(who, url);
    // Long-polling sticks to a node, as a load balancer makes it.
    return this.joinAt(who, nodes[index % nodes.length]?.url ?? url, 'polling');
  }

  joinAt(who: Account, url: string, transport: 'websocket' | 'polling' = 'websocket'): RecordingClient {
    const client = this.visit(who, url, transport);
    this.#inside.push({ client, who });
    return client;
  }

  /** Connects and follows, and is not judged with the others. */
  visit(who: Account, url: string, transport: 'websocket' | 'polling' = 'websocket'): RecordingClient {
    const urls = this.#cluster.nodes.map((node) => node.url);
    const onRefusal = (what: string) => void this.#refusals.push(`${who.username}: ${what}`);
    const client = new RecordingClient({
      url,
      name: who.username,
      token: who.token,
      roomId: this.#roomId,
      transports: [transport],
      alsoBy: (command, payload) =>
        Array.from({ length: this.#habits.echoes }, () =>
          echo(command, payload, { urls, who, chance: this.#chance, onRefusal }),
        ),
    });
    this.#all.push(client);
    return client;
  }

  /** Resolves when so many more commands were acknowledged, or when so long has passed without. */
  async work(commands: number, atMostMs: number): Promise<void> {
    const goal = this.#done() + commands;
    const until = performance.now() + atMostMs;
    while (this.#done() < goal && performance.now() < until) await pause(5);
  }

  /** Says one thing more and gives the names of those who have not heard it in time. */
  async behind(clients: readonly RecordingClient[], withinMs: number): Promise<readonly string[]> {
    const until = performance.now() + withinMs;
    const speaker = this.#inside[0]?.client;
    this.#ends += 1;
    const text = `${this.#roomId} end ${this.#ends}`;
    const said = speaker && (await within(speaker.say(text, text), withinMs));
    const head = said?.acknowledged[0]?.seq ?? Number.POSITIVE_INFINITY;
    while (clients.some(({ seq }) => seq < head) && performance.now() < until) await pause(POLL_MS);
    return clients
      .filter(({ seq }) => seq < head)
      .map(({ record, seq }) => `${record.name} (at ${seq} of ${head})`);
  }

  watchers(): readonly Watcher[] {
    return this.#inside.map(({ client: { record }, who }) => ({
      name: record.name,
      userId: who.id,
      presence: record.presence,
    }));
  }

  /** What each holds, beside what they see who come anew. */
  async held(): Promise<readonly Held[]> {
    return await Promise.all(
      this.#inside.map(async ({ client, who }) => {
        const anew = this.visit(who, this.#cluster.url);
        await anew.following();
        const { name, seen } = client.record;
        return { name, userId: who.id, seen, fresh: anew.record.seen };
      }),
    );
  }

  close(): void {
    for (const client of this.#all) client.close();
  }

  #done(): number {
    return this.#all.reduce((sum, { record }) => {
      const acknowledged = record.said.reduce((all, one) => all + one.acknowledged.length, 0);
      return sum + record.changed.length + acknowledged;
    }, 0);
  }
}
