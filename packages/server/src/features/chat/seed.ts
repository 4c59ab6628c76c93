/**
 * Fills a server with rooms and talk for a demonstration. Everything goes the way of commands: each line is decided by
 * the command's own handler, at the time it is told to have been said, and committed as a write set.
 */
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import {
  type Access,
  type ChannelKind,
  type CommandContext,
  type CommandDef,
  type Decision,
  Refused,
  type Write,
} from '../../kernel/index.ts';
import type { Commits } from '../../platform/db/commits.ts';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { DEMO_DIRECTS, DEMO_ROOMS, GENERAL } from './demo/rooms.ts';
import type { Line, Scene } from './demo/script.ts';
import { TALK_OF_LIFE } from './demo/talk-of-life.ts';
import { TALK_OF_WORK } from './demo/talk-of-work.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

export interface SeededPerson {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
}

export interface DemoTalk {
  /** Chat as it was built for this server. */
  readonly chat: Pick<Feature, 'commands'>;
  readonly commits: Commits;
  readonly deps: Pick<FeatureDeps, 'clock' | 'ids'>;
  /** The demonstration's people, who are members of the default rooms already. Who isn't there stays silent. */
  readonly people: readonly SeededPerson[];
  /** Told after each scene: how many of how many are done. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Run twice, it says nothing twice: false when the demonstration is there already. */
export async function seedTalk(talk: DemoTalk): Promise<boolean> {
  const scenes = [...TALK_OF_WORK, ...TALK_OF_LIFE].sort((a, b) => b.hoursAgo - a.hoursAgo);
  const now = talk.deps.clock.now();
  const first = new Date(now - ((scenes[0]?.hoursAgo ?? 0) + 1) * HOUR);
  const cast = new Cast(talk);
  const rooms = await makeRooms(cast, first);
  if (rooms === null) return false;
  for (const [index, scene] of scenes.entries()) {
    const room = rooms.get(scene.room);
    if (room !== undefined) await play(cast, scene, room, now);
    talk.onProgress?.(index + 1, scenes.length);
  }
  return true;
}

/** Key of the script -> room id. Null when they are there. */
async function makeRooms(cast: Cast, at: Date): Promise<ReadonlyMap<string, string> | null> {
  const rooms = new Map([[GENERAL, GENERAL]]);
  for (const { key, name, description, visibility, people, roles = {} } of DEMO_ROOMS) {
    const [maker, ...others] = people.filter((username) => cast.has(username));
    if (maker === undefined) continue;
    const alias = visibility === 'public' ? { alias: key } : {};
    if (visibility === 'public' && (await cast.finds(maker, key))) return null;
    const { room } = await cast.does(maker, at, 'chat:create', { name, description, visibility, ...alias });
    rooms.set(key, room.id);
    for (const username of others) {
      const userId = cast.idOf(username);
      await cast.does(maker, at, 'chat:add-member', { roomId: room.id, userId });
      const role = roles[username];
      if (role !== undefined)
        await cast.does(maker, at, 'chat:member-role', { roomId: room.id, userId, role });
    }
  }
  for (const { key, people } of DEMO_DIRECTS) {
    const [maker, ...others] = people;
    if (maker === undefined || !people.every((username) => cast.has(username))) continue;
    const userIds = others.map((username) => cast.idOf(username));
    rooms.set(key, (await cast.does(maker, at, 'chat:direct', { userIds })).room.id);
  }
  return rooms;
}

async function play(cast: Cast, scene: Scene, roomId: string, now: number): Promise<void> {
  const said = new Map<string, string>();
  let time = now - scene.hoursAgo * HOUR;
  let last: { readonly id: string; readonly at: Date } | null = null;
  for (const line of scene.lines.filter(({ who }) => cast.has(who))) {
    time += line.after * MINUTE;
    const at = new Date(time);
    const id = await say(cast, line, roomId, at, said);
    if (line.id !== undefined) said.set(line.id, id);
    last = { id, at };
  }
  if (last === null) return;
  for (const reader of scene.readBy.filter((username) => cast.has(username))) {
    await cast.does(reader, last.at, 'chat:read', { roomId, messageId: last.id });
  }
}

async function say(
  cast: Cast,
  line: Line,
  roomId: string,
  at: Date,
  said: ReadonlyMap<string, string>,
): Promise<string> {
  const threadId = line.thread === undefined ? undefined : said.get(line.thread);
  const replyTo = line.replyTo === undefined ? undefined : said.get(line.replyTo);
  const { message } = await cast.does(line.who, at, 'chat:message', {
    roomId,
    content: line.text,
    ...(threadId === undefined ? {} : { threadId }),
    ...(replyTo === undefined ? {} : { replyTo }),
  });
  const soon = new Date(at.getTime() + MINUTE);
  const messageId = message.id;
  if (line.edited !== undefined) {
    await cast.does(line.who, soon, 'chat:edit', { roomId, messageId, content: line.edited });
  }
  if (line.deleted) await cast.does(line.who, soon, 'chat:delete', { roomId, messageId });
  return messageId;
}

/** The people of the script, each doing what commands do at a time of their own. */
class Cast {
  readonly #talk: DemoTalk;
  readonly #people: ReadonlyMap<string, SeededPerson>;
  readonly #commands: ReadonlyMap<string, CommandDef>;

  constructor(talk: DemoTalk) {
    this.#talk = talk;
    this.#people = new Map(talk.people.map((person) => [person.username, person]));
    this.#commands = new Map(talk.chat.commands.map((command) => [command.name, command]));
  }

  has(username: string): boolean {
    return this.#people.has(username);
  }

  idOf(username: string): string {
    return this.#person(username).id;
  }

  async finds(username: string, alias: string): Promise<boolean> {
    try {
      await this.does(username, new Date(0), 'chat:room', { roomId: alias });
      return true;
    } catch (cause) {
      if (cause instanceof Refused && cause.wire.code === 'NOT_FOUND') return false;
      throw cause;
    }
  }

  /** Refuses as the command does: a script that asks for what may not be is wrong. */
  async does<N extends CommandName>(
    username: string,
    at: Date,
    name: N,
    input: CommandInput<N>,
  ): Promise<CommandOutput<N>> {
    const command = this.#commands.get(name);
    if (command === undefined || command.effect === 'session') throw new Error(`chat decides no ${name}`);
    const parsed = command.parse(input);
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.details)}`);
    const decision = await command.decide(this.#context(this.#person(username), at), parsed.value);
    // The command's own contract says what its answer is.
    return JSON.parse(await this.#answer(name, decision)) as CommandOutput<N>;
  }

  async #answer(name: string, decision: Decision): Promise<string> {
    switch (decision.kind) {
      case 'reply':
        return JSON.stringify(decision.data);
      case 'reply-json':
        return decision.json;
      case 'signal':
        return '{}';
      case 'write':
        return this.#written(name, decision.write);
    }
  }

  async #written(name: string, write: Write): Promise<string> {
    const { expect = [], statements, appends, answer } = write;
    const outcome = await this.#talk.commits.commit({ expect, statements, appends, answer });
    if (outcome.kind !== 'committed') throw new Error(`${name} was not written: ${JSON.stringify(outcome)}`);
    return outcome.answer;
  }

  #person(username: string): SeededPerson {
    const person = this.#people.get(username);
    if (person === undefined) throw new Error(`${username} is not in the demonstration`);
    return person;
  }

  /** Rights are read from the database each time; roles of the server don't matter to what the script does. */
  #context({ id, username, displayName }: SeededPerson, at: Date): CommandContext {
    return {
      actor: { userId: id, username, displayName, role: 'member', active: true, authVersion: 0 },
      loginId: 'demonstration',
      at: at.toISOString(),
      newId: () => this.#talk.deps.ids.next(),
      access: <F>(kind: ChannelKind<F>, roomId: string): Promise<Access<F> | null> => kind.access(roomId, id),
      run: () => Promise.reject(new Error('no decision of this script runs another')),
    };
  }
}
