/**
 * A Parley data directory with people and rooms in it, made once over the server's own doors and copied for every
 * run: so each run begins with the same database, and none pays for a thousand password hashes. For runs on PostgreSQL
 * it is moved into a database there, once, which is copied likewise.
 */
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresServer } from '@parley/testkit/services/postgres';
import type { LoadClient } from '../load/job.ts';
import { migrateParley, startParley } from './parley-process.ts';
import type { Running } from './running.ts';
import type { Cast } from './target.ts';

const AT_ONCE = 8;
const PASSWORD = 'a password of the benchmark';
/** Tokens that would end within a run are renewed before it. */
const SPARE_MS = 4 * 60_000;

interface Person {
  readonly id: string;
  readonly username: string;
  token: string;
  expiresAt: number;
}

export class World {
  readonly #dir: string;
  readonly #people: Person[] = [];
  /** Room ids by cast. */
  readonly #rooms = new Map<string, readonly string[]>();
  /** The database on PostgreSQL that is copied. */
  #template: Promise<string> | undefined;

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
        say(`filling ${cast.rooms === 1 ? 'a room' : `${cast.rooms} rooms`} for ${cast.members}`);
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

  /** A copy of the database on PostgreSQL; its URL. */
  async database(postgres: PostgresServer): Promise<string> {
    this.#template ??= this.#moveTo(postgres);
    return postgres.createDatabase(await this.#template);
  }

  /** The cast's people, with tokens that last, on the nodes of a server that runs on a copy. */
  async clients(nodes: readonly Running[], cast: Cast): Promise<readonly LoadClient[]> {
    const { members, socketsEach = 1 } = cast;
    const rooms = this.#rooms.get(keyOf(cast)) ?? [];
    const people = this.#people.slice(0, members);
    await each(people.length, async (index) => {
      const person = people[index];
      if (person && person.expiresAt < Date.now() + SPARE_MS) await renew(at(nodes, 0), person);
    });
    return Array.from({ length: members * socketsEach }, (_, index) => {
      const { id, username, token } = at(people, index % members);
      // The members of each room go round the nodes too.
      const place = Math.floor((index % members) / rooms.length) + Math.floor(index / members);
      const { port } = at(nodes, place % nodes.length);
      const room = at(rooms, (index % members) % rooms.length);
      return { port, token, userId: id, room, login: { login: username, password: PASSWORD } };
    });
  }

  async #moveTo(postgres: PostgresServer): Promise<string> {
    const url = await postgres.createDatabase();
    const dir = `${this.#dir}-moved`;
    await this.copyTo(dir);
    await migrateParley(dir, url);
    await rm(dir, { recursive: true });
    return url;
  }

  async #fill(server: Running, { members, rooms }: Cast): Promise<readonly string[]> {
    const ids: string[] = [];
    await each(rooms, async (index) => {
      const body = { name: `Bench ${index}`, visibility: 'public' };
      const made = await call<{ room: { id: string } }>(server, '/api/chat/rooms', body, this.#people[index]);
      ids[index] = made.room.id;
    });
    await each(members - rooms, async (index) => {
      const person = rooms + index;
      await call(server, `/api/chat/rooms/${ids[person % rooms]}/join`, {}, this.#people[person]);
    });
    return ids;
  }
}

const keyOf = ({ members, rooms }: Cast) => `${members} ${rooms}`;

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`the world has no ${index} of what is asked for`);
  return item;
}

interface SignedIn {
  readonly user: { readonly id: string };
  readonly accessToken: string;
  readonly expiresAt: string;
}

async function register(server: Running, username: string): Promise<Person> {
  const body = { username, email: `${username}@bench.example`, password: PASSWORD };
  const { user, accessToken, expiresAt } = await call<SignedIn>(server, '/api/auth/register', body);
  return { id: user.id, username, token: accessToken, expiresAt: Date.parse(expiresAt) };
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
