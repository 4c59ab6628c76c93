/** One fault while people talk: what their own records say of it afterwards. */
import { check, type Violation } from '../checker/check.ts';
import { RecordingClient } from '../checker/recording-client.ts';
import { SeededIds } from '../kernel/seeded-ids.ts';
import { type Account, api } from '../process/accounts.ts';
import type { Cluster } from './cluster.ts';
import type { Fault, Scene } from './faults.ts';

export interface Outcome {
  readonly fault: string;
  /** Acknowledged commands, events received and changes whose end state was compared. */
  readonly checked: number;
  readonly violations: readonly Finding[];
}

export interface Finding {
  readonly promise: Violation['promise'] | 'P6' | 'P11';
  readonly what: string;
}

export interface StoryOptions {
  readonly cluster: Cluster;
  /** The first makes the room; all take part. */
  readonly people: readonly Account[];
  readonly seed: number;
  readonly fault: Fault;
  /** Commands acknowledged before the fault strikes and again after it. */
  readonly around: number;
}

/** How long everyone may take to be current after the harm is undone. */
const CURRENT_WITHIN_MS = 30_000;
/** Every fourth polls instead of using a WebSocket. */
const POLLS = 4;
/** A request that got no answer by then is made again. */
const ASK_AGAIN_MS = 3_000;

export async function faultStory({ cluster, people, seed, fault, around }: StoryOptions): Promise<Outcome> {
  const chance = new SeededIds(seed);
  const [first] = people;
  if (!first) throw new Error('a story needs people');
  const roomId = await newRoom(cluster, first, people);
  const clients = people.map(({ username, token }, index) => {
    const polls = index % POLLS === POLLS - 1;
    // Long-polling sticks to a node, as a load balancer makes it.
    const url = polls ? (cluster.nodes[index % cluster.nodes.length]?.url ?? cluster.url) : cluster.url;
    const transports = polls ? (['polling'] as const) : (['websocket'] as const);
    return new RecordingClient({ url, name: username, token, roomId, transports });
  });
  const all: RecordingClient[] = [];
  const done = () =>
    clients.reduce((sum, { record }) => sum + record.changed.length + acknowledgements(record.said), 0);
  const work: Scene['work'] = async (commands, atMostMs) => {
    const goal = done() + commands;
    const until = performance.now() + atMostMs;
    while (done() < goal && performance.now() < until) await pause(5);
  };
  try {
    await Promise.all(clients.map((client) => client.following()));
    let talking = true;
    // The last only listens, and is removed from the room while the fault lasts.
    const expelled = clients.pop();
    const outcast = people.at(-1);
    if (!expelled || !outcast) throw new Error('a story needs people');
    all.push(expelled);
    const senders = clients.map((client, index) =>
      // Who is refused says no more; why is among their refusals.
      talk(client, `${roomId} ${index}`, chance, () => talking).catch(() => undefined),
    );
    await work(around, CURRENT_WITHIN_MS);
    const expelling = expel(cluster, first, roomId, outcast);
    await fault.strike({ cluster, chance, work });
    const wasExpelled = await within(expelling, CURRENT_WITHIN_MS);
    await work(around, CURRENT_WITHIN_MS);
    talking = false;
    await within(Promise.all(senders), CURRENT_WITHIN_MS);
    const last = await within(
      clients[0]?.say(`${roomId} the end`, `${roomId} the end`) ?? Promise.resolve(null),
      CURRENT_WITHIN_MS,
    );
    const head = last?.acknowledged[0]?.seq ?? Number.POSITIVE_INFINITY;
    const until = performance.now() + CURRENT_WITHIN_MS;
    while (clients.some(({ seq }) => seq < head) && performance.now() < until) await pause(20);
    const history = (await within(clients[0]?.history() ?? Promise.resolve([]), CURRENT_WITHIN_MS)) ?? [];
    const { violations, checked } = check(
      clients.map(({ record }) => record),
      history,
    );
    return {
      fault: fault.name,
      checked: checked.acknowledged + checked.events + checked.changes,
      violations: [
        ...violations,
        ...(wasExpelled === null
          ? [{ promise: 'P11', what: 'nobody could be removed' } as const]
          : heardOutside(clients, expelled)),
        ...behind(clients, head),
        ...refused(clients),
      ],
    };
  } finally {
    for (const client of [...clients, ...all]) client.close();
  }
}

async function newRoom(cluster: Cluster, first: Account, people: readonly Account[]): Promise<string> {
  const { url } = cluster;
  const { body } = await api(url, first.token, 'POST', '/api/chat/rooms', {
    name: 'story',
    visibility: 'private',
  });
  const { id } = (body as { room: { id: string } }).room;
  for (const { id: userId } of people.slice(1)) {
    const { status } = await api(url, first.token, 'POST', `/api/chat/rooms/${id}/members`, { userId });
    if (status !== 201) throw new Error(`adding a member: ${status}`);
  }
  return id;
}

async function talk(
  client: RecordingClient,
  /** Begins everything it says: people take part in many stories, and a key or a text is used once. */
  tag: string,
  chance: SeededIds,
  goesOn: () => boolean,
): Promise<void> {
  for (let n = 0; goesOn(); n += 1) {
    const said = await client.say(`${tag} ${n}`, `${tag} ${n}`);
    const own = said.acknowledged[0];
    if (!own) throw new Error('said without an acknowledgement');
    const roll = chance.random();
    if (roll < 0.1) await client.edit(own.id, `${tag} ${n} edited`);
    else if (roll < 0.15) await client.remove(own.id);
    else if (roll < 0.3) await client.repeat(said);
    // One that never pauses would be all the load there is.
    await pause(chance.random() * 10);
  }
}

/** Asks until it is done. */
async function expel(cluster: Cluster, by: Account, roomId: string, who: Account): Promise<true> {
  for (;;) {
    const path = `/api/chat/rooms/${roomId}/members/${who.id}`;
    const asked = api(cluster.url, by.token, 'DELETE', path).catch(() => null);
    const answer = await within(asked, ASK_AGAIN_MS);
    // Already gone: an answer was lost.
    if (answer && (answer.status < 300 || answer.status === 404)) return true;
    await pause(100);
  }
}

/** P6: who was removed heard nothing of what came after the removal; the others say at which seq that was. */
function heardOutside(inside: readonly RecordingClient[], expelled: RecordingClient): Finding[] {
  const removals = inside.flatMap(({ record }) =>
    record.seen.flatMap((item) => (item.kind === 'event' && item.type === 'room:left' ? [item.seq] : [])),
  );
  const at = Math.min(...removals);
  if (at === Number.POSITIVE_INFINITY) return [{ promise: 'P6', what: 'nobody saw the removal' }];
  return expelled.record.seen
    .filter(({ seq }) => seq >= at)
    .map(({ kind, seq }) => ({ promise: 'P6', what: `${kind} ${seq} was heard, removed at ${at}` }));
}

/** P11: everyone has caught up by themselves. */
function behind(clients: readonly RecordingClient[], head: number): readonly Finding[] {
  if (head === Number.POSITIVE_INFINITY) return [{ promise: 'P11', what: 'nothing could be said any more' }];
  return clients
    .filter(({ seq }) => seq < head)
    .map(({ record, seq }) => ({ promise: 'P11', what: `${record.name} stands at ${seq} of ${head}` }));
}

/** Nobody in a story deserves a refusal that is not "come back later". */
function refused(clients: readonly RecordingClient[]): readonly Finding[] {
  return clients.flatMap(({ refusals }) => refusals.map((what) => ({ promise: 'P11' as const, what })));
}

function acknowledgements(said: RecordingClient['record']['said']): number {
  return said.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
}

/** Null when it took longer. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return await Promise.race([work, pause(ms).then(() => null)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
