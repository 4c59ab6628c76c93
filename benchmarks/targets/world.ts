/**
 * A Parley data directory with people and rooms in it, made once over the server's own doors and copied for every
 * run: so each run begins with the same database, and none pays for a thousand password hashes.
 */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadClient } from '../load/job.ts';
import { startParley } from './parley-process.ts';
import type { Running } from './running.ts';
import type { Cast } from './target.ts';

const AT_ONCE = 8;
const PASSWORD = 'a password of the benchmark';
/** Tokens that would end within a run are renewed before it. */
const SPARE_MS = 4 * 60_000;

interface Person {
  readonly username: string;
  token: string;
  expiresAt: number;
}

export class World {
  readonly #dir: string;
  readonly #people: Person[] = [];
  /** Room ids by cast. */
  readonly #rooms = new Map<string, readonly string[]>();

  constructor(dir: string) {
    this.#dir = join(dir, 'world');
  }

  /** Makes everything the casts need. */
  async prepare(casts: readonly Cast[], say: (words: string) => void): Promise<void> {
    await mkdir(this.#dir, { recursive: true });
    const server = await startParley({ dataDir: this.#dir, prefix: [] });
    try {
      const people = Math.max(0, ...casts.map(({ members }) => members));
      say(`signing up ${people} people`);
      await each(people, async (index) => {
        this.#people[index] = await register(server, `bench${index}`);
      });
      for (const cast of casts) {
        if (this.#rooms.has(keyOf(cast))) continue;
        say(`filling ${cast.rooms === 'one' ? 'a room' : 'rooms'} for ${cast.members}`);
        this.#rooms.set(keyOf(cast), await this.#fill(server, cast));
      }
    } finally {
      await server.end();
    }
  }

  /** A copy of the database; ready to be started on. */
  async copyTo(dir: string): Promise<void> {
    await cp(this.#dir, dir, { recursive: true });
  }

  /** The cast's people, with tokens that last, on a server that runs on a copy. */
  async clients(server: Running, cast: Cast): Promise<readonly LoadClient[]> {
    const rooms = this.#rooms.get(keyOf(cast)) ?? [];
    const people = this.#people.slice(0, cast.members);
    await each(people.length, async (index) => {
      const person = people[index];
      if (person && person.expiresAt < Date.now() + SPARE_MS) await renew(server, person);
    });
    return people.map(({ token }, index) => ({ token, room: rooms[index % rooms.length] ?? '' }));
  }

  async #fill(server: Running, { members, rooms }: Cast): Promise<readonly string[]> {
    const creators = this.#people.slice(0, rooms === 'one' ? 1 : members);
    const ids: string[] = [];
    await each(creators.length, async (index) => {
      const body = { name: `Bench ${index}`, visibility: 'public' };
      const made = await call<{ room: { id: string } }>(server, '/api/chat/rooms', body, creators[index]);
      ids[index] = made.room.id;
    });
    if (rooms === 'one') {
      await each(members - 1, async (index) => {
        await call(server, `/api/chat/rooms/${ids[0]}/join`, {}, this.#people[index + 1]);
      });
    }
    return ids;
  }
}

const keyOf = ({ members, rooms }: Cast) => `${members} ${rooms}`;

interface SignedIn {
  readonly accessToken: string;
  readonly expiresAt: string;
}

async function register(server: Running, username: string): Promise<Person> {
  const body = { username, email: `${username}@bench.example`, password: PASSWORD };
  const { accessToken, expiresAt } = await call<SignedIn>(server, '/api/auth/register', body);
  return { username, token: accessToken, expiresAt: Date.parse(expiresAt) };
}

async function renew(server: Running, person: Person): Promise<void> {
  const body = { login: person.username, password: PASSWORD };
  const { accessToken, expiresAt } = await call<SignedIn>(server, '/api/auth/login', body);
  person.token = accessToken;
  person.expiresAt = Date.parse(expiresAt);
}

async function call<T>(server: Running, path: string, body: object, as?: Person): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(as ? { authorization: `Bearer ${as.token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  // The wire is the contract's; what is read of it here fails loudly when it is not there.
  return (await answer.json()) as T;
}

async function each(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
