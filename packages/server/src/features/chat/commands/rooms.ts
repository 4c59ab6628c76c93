/** Making rooms. */
import { createRoom, direct } from '@parley/contract/features/chat/commands/rooms';
import type { Member, Room, RoomRole } from '@parley/contract/features/chat/model';
import { type CommandContext, type CommandDef, type Decision, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { type PersonRow, readPeople, toUser } from '../../accounts/public.ts';
import { checkAlias } from '../alias.ts';
import { serverRoleOf } from '../directory.ts';
import { joinedMyself, originOf } from '../events.ts';
import { type ChatParts, reader } from '../parts.ts';
import { usualPermissions } from '../permissions.ts';
import { mayCreateRooms } from '../policy.ts';
import { insertMember } from '../store/members.ts';
import { NO_PREFERENCES } from '../store/preferences.ts';
import { insertRoom, type NewRoom, readIdByDirectKey } from '../store/rooms.ts';
import { storable } from '../text.ts';
import { viewRoom } from '../views.ts';

export function roomCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(createRoom, {
      decide: async (context, input) => {
        if (!mayCreateRooms(serverRoleOf(context))) refuse('FORBIDDEN', 'Guests may not create rooms.');
        const { alias, visibility = 'public' } = input;
        if (alias !== undefined) await checkAlias(parts, alias);
        const people = await peopleOrRefuse(parts, [context.actor.userId]);
        return create(parts, context, people, {
          name: storable(input.name, 'name'),
          topic: storable(input.topic ?? '', 'topic'),
          description: storable(input.description ?? '', 'description'),
          alias: alias ?? null,
          visibility,
          directKey: null,
        });
      },
    }),

    decides(direct, {
      decide: async (context, input) => {
        const { userId } = context.actor;
        const ids = [...new Set([...input.userIds, userId])].sort();
        const directKey = parts.ids.digest(ids.join(' '));
        // Two people who begin at once both write; the key lets one of them win, and the other finds it here.
        const known = await readIdByDirectKey(reader(parts), directKey);
        if (known !== null) {
          const room = await viewRoom(reader(parts), known, userId, parts.views);
          return { kind: 'reply', data: { room } };
        }
        if (!mayCreateRooms(serverRoleOf(context))) {
          refuse('FORBIDDEN', 'Guests may not begin direct conversations.');
        }
        const people = await peopleOrRefuse(parts, ids);
        return create(parts, context, people, {
          name: '',
          topic: '',
          description: '',
          alias: null,
          visibility: 'direct',
          directKey,
        });
      },
    }),
  ];
}

type Draft = Pick<NewRoom, 'name' | 'topic' | 'description' | 'alias'> &
  Pick<Room, 'visibility'> & { readonly directKey: string | null };

/** The room with its first members, each told on their own channel. Nobody follows it yet, so it is told nothing. */
function create(
  parts: ChatParts,
  context: CommandContext,
  people: readonly PersonRow[],
  draft: Draft,
): Decision {
  const { actor, at } = context;
  const id = context.newId();
  const isDirect = draft.visibility === 'direct';
  const role: RoomRole = isDirect ? 'member' : 'owner';
  const members: Member[] = people.map((person) => ({
    ...toUser(person, parts.views.presence),
    roomRole: role,
    joinedAt: at,
  }));
  const epoch = parts.views.epoch?.();
  const room: Room = {
    id,
    ...(draft.alias === null ? {} : { alias: draft.alias }),
    name: draft.name,
    topic: draft.topic,
    description: draft.description,
    visibility: draft.visibility,
    permissions: usualPermissions(draft.visibility),
    slowModeSeconds: 0,
    linkPreviews: true,
    archivedAt: null,
    createdBy: actor.userId,
    createdAt: at,
    memberCount: people.length,
    lastMessageAt: null,
    ...(isDirect ? { people: people.map((person) => toUser(person, parts.views.presence)) } : {}),
    unread: 0,
    mentions: 0,
    ...(epoch === undefined ? {} : { position: { epoch, seq: 0 } }),
    lastReadId: null,
    myRole: role,
    myPreferences: NO_PREFERENCES,
  };
  return {
    kind: 'write',
    write: {
      statements: [
        insertRoom({
          id,
          alias: draft.alias,
          name: draft.name,
          topic: draft.topic,
          description: draft.description,
          visibility: draft.visibility,
          created_by: actor.userId,
          created_at: at,
          member_count: people.length,
          direct_key: draft.directKey,
        }),
        ...people.map((person) => insertMember({ roomId: id, userId: person.id, role, at, seq: 0 })),
      ],
      appends: members.map((member) => joinedMyself(originOf(context), room, member)),
      answer: { kind: 'json', json: JSON.stringify({ room }) },
    },
  };
}

/** In the order of `ids`. Who is disabled is told like one who doesn't exist. */
async function peopleOrRefuse(parts: ChatParts, ids: readonly string[]): Promise<readonly PersonRow[]> {
  const known = await readPeople(reader(parts), ids);
  return ids.map((id) => activePerson(known.get(id)));
}

export function activePerson(person: PersonRow | undefined): PersonRow {
  if (person === undefined || person.disabled !== 0) refuse('NOT_FOUND', 'There is no such person.');
  return person;
}
