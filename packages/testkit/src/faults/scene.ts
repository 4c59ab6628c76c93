/** What a fault has to do its harm with. */
import type { Judgement } from '../checker/judgement.ts';
import type { RecordingClient } from '../checker/recording-client.ts';
import type { SeededIds } from '../kernel/seeded-ids.ts';
import type { Account } from '../process/accounts.ts';
import type { Cluster, ClusterNode } from './cluster.ts';

export interface Scene {
  readonly cluster: Cluster;
  readonly chance: SeededIds;
  /** Who stays in the room and talks; the first owns it. */
  readonly people: readonly [Account, ...Account[]];
  /** How they talk from now on. */
  readonly habits: Habits;
  /** Resolves when so many more commands were acknowledged, or when so long has passed without: harm is measured in work. */
  work(commands: number, atMostMs: number): Promise<void>;
  /** One more device of somebody in the room, which connects to `url`, follows, and is judged like all the others. */
  enter(url: string): Promise<RecordingClient>;
  /** Says one thing more and gives the names of those who have not heard it in time. */
  behind(clients: readonly RecordingClient[], withinMs: number): Promise<readonly string[]>;
  /** What a fault looked at itself, beside what is judged of every story. */
  found(...judgements: readonly Judgement[]): void;
  /** When the story is over. */
  atEnd(undo: () => Promise<unknown>): void;
  /** Everybody but who is removed and who crashes. */
  inside(): readonly RecordingClient[];
}

export interface Habits {
  /** Characters that are added to everything said. */
  padding: number;
  /** How often every write is sent again by another way, at some moment within the next 300 ms. */
  echoes: number;
}

export interface Fault {
  readonly name: string;
  /** Resolves when the harm is undone. */
  readonly strike: (scene: Scene) => Promise<void>;
  /** It fills a disk, and so needs a cluster that has one of its own. */
  readonly fillsDisk?: true;
}

export const HOLD_MS = 3_000;
/** Longer than people wait for an answer, so that they notice by themselves. */
export const SILENCE_MS = 6_000;

/** One node, which the seed chooses. */
export function one({ cluster, chance }: Scene): ClusterNode {
  const node = cluster.nodes[Math.floor(chance.random() * cluster.nodes.length)];
  if (!node) throw new Error('a cluster has nodes');
  return node;
}

/** A fault that begins, lasts a while in which people go on, and ends. */
export function lasting<T>(
  name: string,
  at: (scene: Scene) => T,
  begin: (place: T) => unknown,
  end: (place: T) => unknown,
  holdMs: number = HOLD_MS,
): Fault {
  return {
    name,
    strike: async (scene) => {
      const place = at(scene);
      await begin(place);
      await pause(holdMs);
      await end(place);
    },
  };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Null when it took longer. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return await Promise.race([work, pause(ms).then(() => null)]);
}
