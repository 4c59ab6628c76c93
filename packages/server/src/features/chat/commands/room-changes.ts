/** Changing a room: what it is called and about, who may do what, how fast; and archiving it. */
import { archive, updateRoom } from '@parley/contract/features/chat/commands/rooms';
import { ROOM_ACTIONS, type Room, type RoomPermissions } from '@parley/contract/features/chat/model';
import {
  type Append,
  type CommandContext,
  type CommandDef,
  type Decision,
  refuse,
  type Statement,
} from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { audited } from '../../audit/public.ts';
import { checkAlias } from '../alias.ts';
import { refuseArchived } from '../checks.ts';
import type { OpenRoom } from '../directory.ts';
import { originOf, roomUpdated } from '../events.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { storedPermissions } from '../permissions.ts';
import {
  hasFixedMembership,
  mayArchive,
  mayChangePermissions,
  mayChangeRoom,
  type Standing,
} from '../policy.ts';
import { type RoomColumns, updateRoom as updateRoomRow } from '../store/rooms.ts';
import { type RoomFact, systemMessage } from '../system-messages.ts';
import { storable } from '../text.ts';
import { sharedRoom, viewRoom } from '../views.ts';

/** What may change of a room; a value that stays is absent. */
type Changes = Partial<
  Pick<
    Room,
    'name' | 'topic' | 'description' | 'permissions' | 'slowModeSeconds' | 'linkPreviews' | 'archivedAt'
  >
> & { alias?: string | null };

export function roomChangeCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(updateRoom, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const opened = await parts.directory.open(context, input.roomId);
        mustChange(opened.standing);
        const room = await present(parts, context, opened);
        const changes = changesOf(room, input);
        if (changes.permissions !== undefined && !mayChangePermissions(opened.standing)) {
          refuse('FORBIDDEN', 'Only an owner may change who may do what here.');
        }
        if (changes.alias) await checkAlias(parts, changes.alias);
        return change(parts, context, opened, room, changes, rulesEntry(context, room, changes));
      },
    }),

    decides(archive, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const opened = await parts.directory.open(context, input.roomId);
        if (!mayArchive(opened.standing)) {
          refuse('FORBIDDEN', whyNot(opened.standing, 'Only an owner may archive a room.'));
        }
        const room = await present(parts, context, opened);
        const isArchived = room.archivedAt !== null;
        const changes =
          isArchived === input.archived ? {} : { archivedAt: input.archived ? context.at : null };
        const entry = audited(context, {
          action: archive.name,
          target: { kind: 'room', id: room.id },
          roomId: room.id,
          details: { archived: input.archived },
        });
        return change(parts, context, opened, room, changes, [entry]);
      },
    }),
  ];
}

function mustChange(standing: Standing): void {
  if (mayChangeRoom(standing)) return;
  if (standing.archived) refuseArchived();
  refuse('FORBIDDEN', whyNot(standing, 'Only its owner or a moderator may change a room.'));
}

function whyNot(standing: Standing, otherwise: string): string {
  return hasFixedMembership(standing) ? 'A direct conversation has nothing to change.' : otherwise;
}

/** The room as the caller sees it now. */
async function present(parts: ChatParts, { actor }: CommandContext, { id }: OpenRoom): Promise<Room> {
  const room = await viewRoom(reader(parts), id, actor.userId, parts.views);
  if (room === null) throw new Error(`room ${id} is open but not there`);
  return room;
}

/** The room is told whole, and in words what people should notice. */
function change(
  parts: ChatParts,
  context: CommandContext,
  { expect }: OpenRoom,
  room: Room,
  changes: Changes,
  entries: readonly Statement[],
): Decision {
  if (Object.keys(changes).length === 0) return { kind: 'reply', data: { room } };
  const changed = changedRoom(room, changes);
  const statements: Statement[] = [updateRoomRow(builder(parts), room.id, columnsOf(changes)), ...entries];
  const appends: Append[] = [roomUpdated(originOf(context), sharedRoom(changed))];
  for (const fact of factsOf(changes)) {
    const said = systemMessage(context, room.id, fact, appends.length);
    statements.push(said.statement);
    appends.push(said.append);
  }
  const answer = { kind: 'json', json: JSON.stringify({ room: changed }) } as const;
  return { kind: 'write', write: { expect, statements, appends, answer } };
}

/** Who may do what and how fast is authority over others; what a room is called and about is told in the room itself. */
function rulesEntry(context: CommandContext, room: Room, changes: Changes): readonly Statement[] {
  const { permissions, slowModeSeconds } = changes;
  const changed = ROOM_ACTIONS.flatMap((action) => {
    const from = room.permissions[action];
    const to = permissions?.[action] ?? from;
    return from === to ? [] : [[action, { from, to }] as const];
  });
  const details = {
    ...(changed.length === 0 ? {} : { permissions: Object.fromEntries(changed) }),
    ...(slowModeSeconds === undefined
      ? {}
      : { slowModeSeconds: { from: room.slowModeSeconds, to: slowModeSeconds } }),
  };
  if (Object.keys(details).length === 0) return [];
  const target = { kind: 'room', id: room.id } as const;
  return [audited(context, { action: updateRoom.name, target, roomId: room.id, details })];
}

interface Asked {
  readonly name?: string | undefined;
  readonly topic?: string | undefined;
  readonly description?: string | undefined;
  readonly alias?: string | null | undefined;
  readonly permissions?:
    | { readonly [A in keyof RoomPermissions]?: RoomPermissions[A] | undefined }
    | undefined;
  readonly slowModeSeconds?: number | undefined;
  readonly linkPreviews?: boolean | undefined;
}

/** What is asked for and differs from what is. */
function changesOf(room: Room, asked: Asked): Changes {
  const changes: Changes = {};
  for (const field of ['name', 'topic', 'description'] as const) {
    const text = asked[field];
    if (text !== undefined && storable(text, field) !== room[field]) changes[field] = storable(text, field);
  }
  const { alias, slowModeSeconds, linkPreviews, permissions } = asked;
  if (alias !== undefined && alias !== (room.alias ?? null)) changes.alias = alias;
  if (slowModeSeconds !== undefined && slowModeSeconds !== room.slowModeSeconds) {
    changes.slowModeSeconds = slowModeSeconds;
  }
  if (linkPreviews !== undefined && linkPreviews !== room.linkPreviews) changes.linkPreviews = linkPreviews;
  const wanted: RoomPermissions = { ...room.permissions, ...defined(permissions ?? {}) };
  if (storedPermissions(wanted) !== storedPermissions(room.permissions)) changes.permissions = wanted;
  return changes;
}

/** Without what is there as `undefined`, which a spread would take for a value. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function changedRoom(room: Room, { alias, ...changes }: Changes): Room {
  const { alias: former, position: _, ...rest } = room;
  const present = alias === undefined ? former : alias;
  return { ...rest, ...changes, ...(present === undefined || present === null ? {} : { alias: present }) };
}

function columnsOf({
  permissions,
  slowModeSeconds,
  linkPreviews,
  archivedAt,
  ...same
}: Changes): Partial<RoomColumns> {
  return {
    ...same,
    ...(permissions === undefined ? {} : { permissions: storedPermissions(permissions) }),
    ...(slowModeSeconds === undefined ? {} : { slow_mode_seconds: slowModeSeconds }),
    ...(linkPreviews === undefined ? {} : { link_previews: linkPreviews ? 1 : 0 }),
    ...(archivedAt === undefined ? {} : { archived_at: archivedAt }),
  };
}

function factsOf({ name, topic, archivedAt }: Changes): readonly RoomFact[] {
  const facts: RoomFact[] = [];
  if (name !== undefined) facts.push({ kind: 'name', name });
  if (topic !== undefined) facts.push({ kind: 'topic', topic });
  if (archivedAt !== undefined) facts.push({ kind: archivedAt === null ? 'unarchived' : 'archived' });
  return facts;
}
