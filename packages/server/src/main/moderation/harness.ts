/** What the tests of moderation stand on: one server with its owner, people, rooms, and a clock that is put ahead. */
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Env } from '../../platform/feature.ts';
import { AheadClock } from '../harness/ahead-clock.ts';
import { type Person, type TestServer, testServer } from '../harness.ts';

export const HOUR_MS = 3_600_000;
/** Longer than rights are kept without an event. */
export const AGE_MS = 6_000;

/** Runs for the suite that calls it, with a database of its own by `env`. */
export function stage(env: () => Promise<Env>) {
  // The suite's own: jobs go by the database's time, which does not run ahead with it.
  const clock = new AheadClock();
  let server: TestServer | null = null;
  let olga: Person | null = null;
  let names = 0;

  beforeAll(async () => {
    server = await testServer({ AUDIT_KEEP_DAYS: '30', ...(await env()) }, undefined, clock);
    olga = await server.owner();
  });
  afterAll(async () => {
    const errors = running().errors.map(({ err }: { err?: unknown }) => String(err));
    expect(errors).toEqual(errors.map(() => expect.stringContaining('not of the shape')));
    await running().close();
  });

  function running(): TestServer {
    if (server === null) throw new Error('asked for the server before it started');
    return server;
  }

  function owner(): Person {
    if (olga === null) throw new Error('asked for the owner before the server started');
    return olga;
  }

  async function someone(role = 'member'): Promise<Person> {
    names += 1;
    const person = await running().register(`person${names}`);
    if (role !== 'member') await done(owner(), 'PUT', `/api/people/${person.id}/role`, { role });
    return person;
  }

  async function entries(query: string): Promise<Entry[]> {
    const { items } = await done(owner(), 'GET', `/api/admin/audit?${query}`);
    return items as Entry[];
  }

  return {
    clock,
    in1h: () => new Date(clock.now() + HOUR_MS).toISOString(),
    get server() {
      return running();
    },
    get olga() {
      return owner();
    },
    /** Whoever was signed in before an hour passed has to be anew. */
    ownerAgain: async () => {
      olga = await running().owner();
    },
    someone,
    entries,
  };
}

/** The body of a success. */
export async function done(who: Person, method: string, path: string, body?: object) {
  const answer = await who.ask(method, path, body === undefined ? {} : { body });
  expect(answer.body).not.toHaveProperty('error');
  return answer.body;
}

export async function refused(who: Person, method: string, path: string, body?: object) {
  const { status, body: answer } = await who.ask(method, path, body === undefined ? {} : { body });
  const { error } = answer as { error?: { message: string; details?: { path: string; message: string }[] } };
  return { status, ...error };
}

export async function room(owner: Person, body: object = {}, ...members: Person[]): Promise<string> {
  const made = (await done(owner, 'POST', '/api/chat/rooms', { name: 'Room', ...body })) as {
    room: { id: string };
  };
  for (const { id: userId } of members) {
    await done(owner, 'POST', `/api/chat/rooms/${made.room.id}/members`, { userId });
  }
  return made.room.id;
}

export async function said(who: Person, roomId: string, content = 'hello'): Promise<string> {
  const { message } = (await done(who, 'POST', `/api/chat/messages/${roomId}`, { content })) as {
    message: { id: string };
  };
  return message.id;
}

export interface Entry {
  readonly action: string;
  readonly at: string;
  readonly actor: { id: string; username: string };
  readonly target: { kind: string; id: string; name?: string };
  readonly room?: { id: string; name?: string };
  readonly reason?: string;
  readonly details: object;
}

/** What a socket hears under a name, in order. */
export function heard(socket: Socket, name: string): unknown[] {
  const all: unknown[] = [];
  socket.on(name, (...args: unknown[]) => all.push(args[0]));
  return all;
}
