/** Reads: lists of rooms, one room, its members and its history. */
import { MAX_PRESENT, members, outsiders, present } from '@parley/contract/features/chat/commands/membership';
import { history } from '@parley/contract/features/chat/commands/messages';
import { room, rooms } from '@parley/contract/features/chat/commands/rooms';
import type { Kysely } from 'kysely';
import type { CommandContext, CommandDef } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { type PersonRow, toUser } from '../accounts/public.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { noSuchRoom, serverRoleOf } from './directory.ts';
import { readHistory, stretchOf } from './history.ts';
import { placedJson } from './message-json.ts';
import { type ChatParts, reader } from './parts.ts';
import { hasFixedMembership } from './policy.ts';
import { SNAPSHOT_MEMBERS } from './room-channel.ts';
import { readMemberIds, readMembers, readOutsiders, readSharers, readTheseMembers } from './store/members.ts';
import { nameKey, type RoomRow, readMyRooms, readRoomsByName } from './store/rooms.ts';
import type { ChatTables } from './tables.ts';
import { storable } from './text.ts';
import { showMember, showRooms, viewRoom } from './views.ts';

const DEFAULT_MINE = 200;
const DEFAULT_PUBLIC = 50;
const DEFAULT_MEMBERS = 100;
/** Of more people than these it isn't told who comes first: their names are for nobody to read. */
const MAX_ASKED = 10_000;
const DEFAULT_HISTORY = 50;

/** Guests know the people of their rooms; everybody else everybody. */
async function knownTo(
  parts: ChatParts,
  context: CommandContext,
  people: readonly PersonRow[],
): Promise<readonly PersonRow[]> {
  if (serverRoleOf(context) !== 'guest') return people;
  const { userId } = context.actor;
  const ids = people.map(({ id }) => id);
  const known = new Set(await readSharers(reader(parts), userId, ids));
  return people.filter(({ id }) => known.has(id));
}

export function queries(parts: ChatParts): readonly CommandDef[] {
  const { db, directory, views } = parts;
  return [
    decides(rooms, {
      decide: async (context, input) => {
        const { scope = 'mine' } = input;
        const list = scope === 'mine' ? myRooms(context, input) : roomsByName(context, scope, input);
        const data = await db.snapshot(async (tx: Kysely<ChatTables>) => {
          const { rows, next } = pageOf(await list.read(tx), list.limit, list.cursorOf);
          return { items: await showRooms(tx, rows, views), next };
        });
        return { kind: 'reply', data };
      },
    }),

    decides(room, {
      decide: async (context, input) => {
        const { id } = await directory.open(context, input.roomId);
        const data = await db.snapshot(async (tx: Kysely<ChatTables>) => {
          const rows = await readMembers(tx, id, null, SNAPSHOT_MEMBERS);
          return {
            room: (await viewRoom(tx, id, context.actor.userId, views)) ?? noSuchRoom(),
            members: rows.map((row) => showMember(row, views.presence)),
          };
        });
        return { kind: 'reply', data };
      },
    }),

    decides(members, {
      decide: async (context, input) => {
        const { id } = await directory.open(context, input.roomId);
        const limit = input.limit ?? DEFAULT_MEMBERS;
        const [after] = decodeCursor(input.cursor, 1);
        const found = await readMembers(reader(parts), id, after ?? null, limit + 1, searched(input.q));
        const { rows, next } = pageOf(found, limit, (last) => encodeCursor(last.username));
        return {
          kind: 'reply',
          data: { items: rows.map((row) => showMember(row, views.presence)), next },
        };
      },
    }),

    decides(outsiders, {
      decide: async (context, input) => {
        const { id, standing } = await directory.open(context, input.roomId);
        if (hasFixedMembership(standing)) return { kind: 'reply', data: { items: [] } };
        const names = input.names.map((name) => name.toLowerCase());
        const found = await readOutsiders(reader(parts), id, names);
        const seen = await knownTo(parts, context, found);
        return { kind: 'reply', data: { items: seen.map((row) => toUser(row, views.presence)) } };
      },
    }),

    decides(present, {
      decide: async (context, input) => {
        const { id } = await directory.open(context, input.roomId);
        const everybody = await readMemberIds(reader(parts), id);
        const here = everybody.filter((userId) => views.presence.of(userId).status !== 'offline');
        const asked = here.slice(0, MAX_ASKED);
        const rows = await readTheseMembers(reader(parts), id, asked, MAX_PRESENT);
        const items = rows.map((row) => showMember(row, views.presence));
        return { kind: 'reply', data: { items, count: here.length } };
      },
    }),

    decides(history, {
      decide: async (context, input) => {
        const { id } = await directory.open(context, input.roomId);
        const stretch = stretchOf(input);
        const { messages, next } = await readHistory(
          reader(parts),
          id,
          input.threadId ?? null,
          stretch,
          input.limit ?? DEFAULT_HISTORY,
        );
        const items = messages.map(placedJson).join(',');
        return { kind: 'reply-json', json: `{"items":[${items}],"next":${JSON.stringify(next)}}` };
      },
    }),
  ];
}

interface RoomList {
  readonly limit: number;
  /** One row more than the limit, when there is one. */
  read(tx: Kysely<ChatTables>): Promise<readonly RoomRow[]>;
  cursorOf(last: RoomRow): string;
}

interface ListInput {
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** The latest conversation first. */
function myRooms({ actor }: CommandContext, { q, cursor, limit = DEFAULT_MINE }: ListInput): RoomList {
  const [at, id] = decodeCursor(cursor, 2);
  const after = at === undefined || id === undefined ? null : { at, id };
  const page = { q: searched(q), after, limit: limit + 1 };
  return {
    limit,
    read: (tx) => readMyRooms(tx, actor.userId, page),
    cursorOf: (last) => encodeCursor(last.lastMessageAt ?? last.createdAt, last.id),
  };
}

/** By name. Guests are shown those they were brought into. */
function roomsByName(
  context: CommandContext,
  scope: 'public' | 'archived',
  { q, cursor, limit = DEFAULT_PUBLIC }: ListInput,
): RoomList {
  const [name, id] = decodeCursor(cursor, 2);
  const after = name === undefined || id === undefined ? null : { name, id };
  const page = { q: searched(q), after, limit: limit + 1 };
  const shown = { archived: scope === 'archived', onlyMine: serverRoleOf(context) === 'guest' };
  return {
    limit,
    read: (tx) => readRoomsByName(tx, context.actor.userId, page, shown, context.at),
    cursorOf: (last) => encodeCursor(nameKey(last.name), last.id),
  };
}

function searched(q: string | undefined): string | undefined {
  const text = q?.trim() ?? '';
  return text === '' ? undefined : storable(text, 'q');
}

function pageOf<R>(
  found: readonly R[],
  limit: number,
  cursorOf: (last: R) => string,
): { rows: readonly R[]; next: string | null } {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last === undefined ? null : cursorOf(last) };
}
