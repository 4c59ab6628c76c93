/** One fault while people talk: what their own records say of it afterwards. */
import { check } from '../checker/check.ts';
import type { Judgement } from '../checker/judgement.ts';
import { SeededIds } from '../kernel/seeded-ids.ts';
import type { Account } from '../process/accounts.ts';
import { type Cast, castOf, expel, newRoom, talk } from './cast.ts';
import type { Cluster } from './cluster.ts';
import { Company } from './company.ts';
import { converged, unseen } from './judges/presence.ts';
import { refused } from './judges/refusal.ts';
import { heardOutside } from './judges/right.ts';
import { sameState } from './judges/state.ts';
import { type Fault, type Habits, pause, type Scene, within } from './scene.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { Vandal } from './vandal.ts';

export interface Outcome {
  readonly fault: string;
  readonly seed: number;
  /** One of each promise, and more where several looked. */
  readonly judgements: readonly Judgement[];
}

export interface StoryOptions {
  readonly cluster: Cluster;
  /** At least four; all take part, their parts by `castOf`. */
  readonly people: readonly Account[];
  readonly seed: number;
  readonly fault: Fault;
  /** Commands acknowledged before the fault strikes and again after it. */
  readonly around: number;
}

/** How long everyone may take to be current, and to see who is there, after the harm is undone. */
const WITHIN_MS = 30_000;
const POLL_MS = 200;

export async function faultStory(options: StoryOptions): Promise<Outcome> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    return {
      fault: options.fault.name,
      seed: options.seed,
      judgements: await tell(options, (step) => void undo.push(step)),
    };
  } finally {
    for (const step of undo.reverse()) await step().catch(() => undefined);
  }
}

async function tell(
  { cluster, people, seed, fault, around }: StoryOptions,
  atEnd: Scene['atEnd'],
): Promise<readonly Judgement[]> {
  const cast = castOf(people);
  const { talkers, crashes, removed } = cast;
  // A stream each: what one draws must not depend on how often another did.
  const [ofFault, ofTalk, ofEchoes, ofVandal] = [0, 1, 2, 3].map(
    (n) => new SeededIds(seed * 4 + n),
  ) as Streams;
  const roomId = await newRoom(cluster.url, people, 'story');
  const habits: Habits = { padding: 0, echoes: 0 };
  const company = new Company(cluster, roomId, ofEchoes, habits);
  atEnd(async () => company.close());
  const wire = await startTcpProxy(() => [cluster.front.port]);
  atEnd(wire.close);

  const senders = talkers.map((who, index) => company.join(who, index));
  const outcast = company.visit(removed, cluster.url);
  const crasher = company.visit(crashes, `http://127.0.0.1:${wire.port}`);
  await Promise.all([...senders, outcast, crasher].map((client) => client.following()));
  let talking = true;
  const talks = senders.map((client, index) => {
    const tag = `${roomId} ${index}`;
    // Who is refused says no more; why is among the refusals.
    return talk(client, { tag, chance: ofTalk, habits, goesOn: () => talking }).catch(() => undefined);
  });
  const urls = [cluster.url, ...cluster.nodes.map(({ url }) => url)];
  const vandal = new Vandal({ urls, who: talkers[0], roomId, chance: ofVandal });
  await company.work(around, WITHIN_MS);

  const expelling = expel(cluster.url, talkers[0], roomId, removed);
  wire.freeze();
  const found: Judgement[] = [];
  await fault.strike({
    cluster,
    chance: ofFault,
    people: talkers,
    habits,
    atEnd,
    found: (...judgements) => void found.push(...judgements),
    ...sceneOf(company),
  });
  const wasExpelled = await within(expelling, WITHIN_MS);

  const reload = await reloadOf(cast, company, around);
  talking = false;
  await within(Promise.all(talks), WITHIN_MS);
  await within(Promise.all(senders.map((client) => client.asideDone())), WITHIN_MS);
  await vandal.stop();

  const clients = company.inside.map(({ client }) => client);
  const late = await company.behind(clients, WITHIN_MS);
  const history = await within(senders[0]?.history() ?? Promise.resolve([]), WITHIN_MS);
  const presence = await seenInTime(company, cast);
  const held = await within(company.held(), WITHIN_MS);
  const records = clients.map(({ record }) => record);
  return [
    ...found,
    ...(history ? check(records, history) : []),
    heardOutside(records, outcast.record),
    refused(vandal.answers, history ?? [], await silentNodes(cluster)),
    reload,
    presence,
    sameState(held ?? []),
    {
      promise: 'P11',
      checked: clients.length,
      broken: [
        ...late.map((name) => `${name} did not become current`),
        ...(wasExpelled === null ? ['nobody could be removed'] : []),
        ...(held === null ? ['nobody could come anew'] : []),
        ...(history === null ? ['the history could not be read'] : []),
        ...company.refusals,
      ],
    },
  ];
}

type Streams = [SeededIds, SeededIds, SeededIds, SeededIds];

function sceneOf(company: Company): Pick<Scene, 'work' | 'enter' | 'behind' | 'inside'> {
  return {
    work: (commands, atMostMs) => company.work(commands, atMostMs),
    behind: (clients, withinMs) => company.behind(clients, withinMs),
    inside: () => company.inside.map(({ client }) => client),
    enter: async (url) => {
      const [first] = company.inside;
      if (!first) throw new Error('nobody is there yet');
      const client = company.joinAt(first.who, url);
      await client.following();
      return client;
    },
  };
}

/** Somebody reloads the page while the others go on talking. */
async function reloadOf({ reloads }: Cast, company: Company, around: number): Promise<Judgement> {
  const client = company.inside.find(({ who }) => who === reloads)?.client;
  const before = company.watchers().map(({ presence }) => presence.length);
  client?.offline();
  client?.online();
  await company.work(around, WITHIN_MS);
  return unseen(company.watchers(), reloads.id, before);
}

/** Polls until everyone sees everyone as they are. */
async function seenInTime(company: Company, { talkers, crashes }: Cast): Promise<Judgement> {
  const expected = new Map([
    ...talkers.map(({ id }) => [id, 'online'] as const),
    [crashes.id, 'offline'] as const,
  ]);
  const names = new Map([...talkers, crashes].map(({ id, username }) => [id, username]));
  const until = performance.now() + WITHIN_MS;
  for (;;) {
    const judgement = converged(company.watchers(), expected, names);
    if (judgement.broken.length === 0 || performance.now() > until) return judgement;
    await pause(POLL_MS);
  }
}

/** Every node should be up by now: one that is not has ended by itself. */
async function silentNodes({ nodes }: Cluster): Promise<readonly string[]> {
  const answers = await Promise.all(nodes.map(({ url }) => fetch(`${url}/healthz`).catch(() => null)));
  return nodes.flatMap(({ url }, index) => (answers[index]?.ok ? [] : [url]));
}
