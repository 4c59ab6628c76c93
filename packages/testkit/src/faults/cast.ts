/** Who plays which part in a story, and what they do. */
import type { RecordingClient } from '../checker/recording-client.ts';
import type { SeededIds } from '../kernel/seeded-ids.ts';
import { type Account, api } from '../process/accounts.ts';
import { type Habits, pause, within } from './scene.ts';

export interface Cast {
  /** Who stays in the room and talks. The first owns it. */
  readonly talkers: readonly [Account, ...Account[]];
  /** One of them, who reloads the page when all is well again. */
  readonly reloads: Account;
  /** Listens, and vanishes without a word when the fault strikes. */
  readonly crashes: Account;
  /** Listens, and is removed from the room while the fault lasts. */
  readonly removed: Account;
}

/** Throws when there are fewer than four. */
export function castOf(people: readonly Account[]): Cast {
  const [first, ...others] = people.slice(0, -2);
  const [crashes, removed] = people.slice(-2);
  const reloads = others.at(-1);
  if (!first || !reloads || !crashes || !removed) throw new Error('a story needs four people');
  return { talkers: [first, ...others], reloads, crashes, removed };
}

/** A request that got no answer by then is made again. */
const ASK_AGAIN_MS = 3_000;

/** A private room of the first of them, with all in it; its id. */
export async function newRoom(url: string, people: readonly Account[], name: string): Promise<string> {
  const [owner, ...others] = people;
  if (!owner) throw new Error('a room needs an owner');
  const { body } = await api(url, owner.token, 'POST', '/api/chat/rooms', { name, visibility: 'private' });
  const { id } = (body as { room: { id: string } }).room;
  for (const { id: userId } of others) {
    const { status } = await api(url, owner.token, 'POST', `/api/chat/rooms/${id}/members`, { userId });
    if (status !== 201) throw new Error(`adding a member: ${status}`);
  }
  return id;
}

export interface Talk {
  /** Begins everything that is said: people take part in many stories, and a key or a text is used once. */
  readonly tag: string;
  readonly chance: SeededIds;
  readonly habits: Habits;
  goesOn(): boolean;
}

export async function talk(client: RecordingClient, { tag, chance, habits, goesOn }: Talk): Promise<void> {
  for (let n = 0; goesOn(); n += 1) {
    const text = `${tag} ${n}`;
    const said = await client.say(text.padEnd(habits.padding, '.'), text);
    const own = said.acknowledged[0];
    if (!own) throw new Error('said without an acknowledgement');
    const roll = chance.random();
    if (roll < 0.1) await client.edit(own.id, `${text} edited`);
    else if (roll < 0.15) await client.remove(own.id);
    else if (roll < 0.3) await client.repeat(said);
    // One that never pauses would be all the load there is.
    await pause(chance.random() * 10);
  }
}

/** Asks until it is done. */
export async function expel(url: string, by: Account, roomId: string, who: Account): Promise<true> {
  for (;;) {
    const path = `/api/chat/rooms/${roomId}/members/${who.id}`;
    const asked = api(url, by.token, 'DELETE', path).catch(() => null);
    const answer = await within(asked, ASK_AGAIN_MS);
    // Already gone: an answer was lost.
    if (answer && (answer.status < 300 || answer.status === 404)) return true;
    await pause(100);
  }
}
