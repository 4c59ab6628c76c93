/**
 * Coming into rooms and going out of them, by one's own doing or another's. A whole class may enter, or be brought in, at
 * once: so these decide on rows read just now and expect exactly those rows, not the room's `aclVersion`, which every
 * one of them raises. Only what changes owners expects the version too.
 */
import {
  addMember,
  enter,
  leave,
  removeMember,
  setRoomRole,
} from '@parley/contract/features/chat/commands/membership';
import type { Member, Room, RoomRole, Visibility } from '@parley/contract/features/chat/model';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { inForce } from '@parley/contract/kernel/sanction-words';
import type { Append, CommandContext, CommandDef, Statement } from '../../../kernel/index.ts';
import { refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { type PersonRow, readPeople, toUser } from '../../accounts/public.ts';
import { audited } from '../../audit/public.ts';
import { mustInvite, refuseFixed } from '../checks.ts';
import { noSuchRoom, type OpenRoom } from '../directory.ts';
import { joined, joinedMyself, left, leftMyself, originOf, roleChanged, type WhyRemoved } from '../events.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { permissionsOf } from '../permissions.ts';
import { hasFixedMembership, mayEnter, mayRead, mayRemove, maySetRoles, type Standing } from '../policy.ts';
import { theyAreBanned } from '../sanctions.ts';
import { revokeInvitesOf } from '../store/invites.ts';
import {
  changeRole,
  countMembers,
  deleteMember,
  expectRole,
  insertMember,
  type MemberRow,
  readMember,
  readSuccession,
} from '../store/members.ts';
import { expectRules, type RoomRules, readRules } from '../store/rooms.ts';
import { expectNoBan, readSanction } from '../store/sanctions.ts';
import { joinedRoom, leftRoom, showMember, viewRoom } from '../views.ts';
import { activePerson } from './rooms.ts';

/** `enter` is also what `chat:join` runs. */
export function enterCommand(parts: ChatParts): CommandDef {
  return decides(enter, {
    lane: (input) => `room:${input.roomId}`,
    decide: async (context, input) => {
      const opened = await parts.directory.open(context, input.roomId);
      const { userId } = context.actor;
      const room = await view(parts, opened, userId);
      if (room.myRole !== undefined) return { kind: 'reply', data: { room } };
      if (!mayEnter(opened.standing)) noSuchRoom();
      const people = await readPeople(reader(parts), [userId]);
      const { member, after, ...write } = bringIn(parts, context, activePerson(people.get(userId)), room);
      return {
        kind: 'write',
        // Public it stays; entering twice is a conflict by the member's key.
        write: { ...write, answer: { kind: 'json', json: JSON.stringify({ room: after }) } },
      };
    },
  });
}

export function membershipCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(leave, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const opened = await parts.directory.open(context, input.roomId);
        const { userId } = context.actor;
        const room = await view(parts, opened, userId);
        if (room.myRole === undefined) return { kind: 'reply', data: { room } };
        checkMembership(opened.standing);
        const write = await takeOut(parts, context, opened, { userId, role: room.myRole });
        return {
          kind: 'write',
          write: { ...write, answer: { kind: 'json', json: JSON.stringify({ room: leftRoom(room) }) } },
        };
      },
    }),

    decides(addMember, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const opened = await parts.directory.open(context, input.roomId);
        const { standing: before, guard } = await standingNow(parts, context, opened);
        const rules = (await readRules(reader(parts), opened.id)) ?? noSuchRoom();
        const standing: Standing = { ...before, ...standingBy(rules) };
        mustInvite(standing);
        const there = await readMember(reader(parts), opened.id, input.userId);
        if (there !== null) {
          return { kind: 'reply', data: { member: showMember(there, parts.views.presence) } };
        }
        const people = await readPeople(reader(parts), [input.userId]);
        const person = activePerson(people.get(input.userId));
        if ((await readBan(parts, context, opened.id, person.id)) !== null) theyAreBanned();
        const room = await view(parts, opened, person.id);
        const { member, after: _, ...write } = bringIn(parts, context, person, room);
        return {
          kind: 'write',
          write: {
            ...write,
            statements: [...guard, expectRules(builder(parts), opened.id, rules), ...write.statements],
            answer: { kind: 'json', json: JSON.stringify({ member }) },
          },
        };
      },
    }),

    decides(removeMember, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const opened = await parts.directory.open(context, input.roomId);
        const { standing, guard } = await standingNow(parts, context, opened);
        checkMembership(standing);
        if (input.userId === context.actor.userId) refuse('INVALID', 'To go yourself, leave the room.');
        const target = await memberOrRefuse(parts, opened, input.userId);
        const role = roleOf(target);
        if (!mayRemove(standing, role)) refuse('FORBIDDEN', 'You may not take this person out.');
        const { reason } = input;
        const write = await takeOut(parts, context, opened, { userId: target.id, role }, { reason });
        const entry = audited(context, {
          action: removeMember.name,
          target: { kind: 'user', id: target.id },
          roomId: opened.id,
          reason,
        });
        const statements = [...guard, ...write.statements, entry];
        return { kind: 'write', write: { ...write, statements, answer: { kind: 'json', json: '{}' } } };
      },
    }),

    decides(setRoomRole, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const opened = await parts.directory.open(context, input.roomId);
        checkMembership(opened.standing);
        if (!maySetRoles(opened.standing)) {
          refuse('FORBIDDEN', 'Only an owner may change who does what here.');
        }
        const target = await memberOrRefuse(parts, opened, input.userId);
        const member: Member = { ...showMember(target, parts.views.presence), roomRole: input.role };
        const from = roleOf(target);
        if (from === input.role) return { kind: 'reply', data: { member } };
        if (from === 'owner') await checkOtherOwner(parts, opened.id, target.id);
        const change = { roomId: opened.id, userId: target.id, from, to: input.role };
        const entry = audited(context, {
          action: setRoomRole.name,
          target: { kind: 'user', id: target.id },
          roomId: opened.id,
          details: { from, to: input.role },
        });
        return {
          kind: 'write',
          write: {
            expect: opened.expect,
            statements: [changeRole(builder(parts), change), entry],
            appends: [roleChanged(originOf(context), opened.id, target.id, input.role)],
            answer: { kind: 'json', json: JSON.stringify({ member }) },
          },
        };
      },
    }),
  ];
}

/** The caller's standing as the rows say, and what expects it to last until the write. */
export async function standingNow(
  parts: ChatParts,
  context: CommandContext,
  opened: OpenRoom,
): Promise<{ readonly standing: Standing; readonly guard: readonly Statement[] }> {
  const { userId } = context.actor;
  const row = await readMember(reader(parts), opened.id, userId);
  const roomRole = row === null ? null : roleOf(row);
  const standing: Standing = { ...opened.standing, roomRole };
  if (!mayRead(standing)) noSuchRoom();
  // Without a role there, they act by their role on the server, which every write set of theirs expects.
  if (roomRole === null) return { standing, guard: [] };
  return { standing, guard: [expectRole(builder(parts), { roomId: opened.id, userId, role: roomRole })] };
}

function standingBy({ visibility, permissions, archivedAt }: RoomRules) {
  // The column holds only what the contract allows.
  return { permissions: permissionsOf(visibility as Visibility, permissions), archived: archivedAt !== null };
}

export function checkMembership(standing: Standing): void {
  if (hasFixedMembership(standing)) refuseFixed();
}

/** The ban that keeps somebody out now. */
export async function readBan(
  parts: ChatParts,
  { at }: CommandContext,
  roomId: string,
  userId: string,
): Promise<Sanction | null> {
  const ban = await readSanction(reader(parts), { roomId, userId, kind: 'ban' });
  return ban !== null && inForce(ban, Date.parse(at)) ? ban : null;
}

async function checkOtherOwner(parts: ChatParts, roomId: string, userId: string): Promise<void> {
  const { otherOwner } = await readSuccession(reader(parts), roomId, userId);
  if (!otherOwner) refuse('CONFLICT', 'A room needs an owner. Make somebody else one first.');
}

async function view(parts: ChatParts, opened: OpenRoom, viewerId: string): Promise<Room> {
  const room = await viewRoom(reader(parts), opened.id, viewerId, parts.views);
  if (room === null) throw new Error(`room ${opened.id} is open but not there`);
  return room;
}

async function memberOrRefuse(parts: ChatParts, opened: OpenRoom, userId: string): Promise<MemberRow> {
  const member = await readMember(reader(parts), opened.id, userId);
  if (member === null) refuse('NOT_FOUND', 'This person is not a member of the room.');
  return member;
}

export function roleOf(member: MemberRow): RoomRole {
  // The column holds only what the contract's roles allow.
  return member.roomRole as RoomRole;
}

/** `room` is as the person sees it before. */
export function bringIn(parts: ChatParts, context: CommandContext, person: PersonRow, room: Room) {
  const { at } = context;
  const origin = originOf(context);
  const member: Member = { ...toUser(person, parts.views.presence), roomRole: 'member', joinedAt: at };
  const after = joinedRoom(room, 'member');
  const seq = { seqOf: 0 };
  return {
    member,
    after,
    statements: [
      insertMember({ roomId: room.id, userId: person.id, role: 'member', at, seq }),
      countMembers(builder(parts), room.id, 1),
      expectNoBan(builder(parts), room.id, person.id, at),
    ],
    appends: [joined(origin, room.id, member), joinedMyself(origin, after, member)],
  };
}

/** A room never loses its last owner while somebody is left who can follow: it happens in the same write set. */
export async function takeOut(
  parts: ChatParts,
  context: CommandContext,
  opened: OpenRoom,
  { userId, role }: { readonly userId: string; readonly role: RoomRole },
  why: WhyRemoved = {},
) {
  const origin = originOf(context);
  const roomId = opened.id;
  const statements: Statement[] = [];
  const appends: Append[] = [];
  if (role === 'owner') {
    const { otherOwner, successor } = await readSuccession(reader(parts), roomId, userId);
    if (!otherOwner && successor !== null) {
      const change = { roomId, userId: successor.userId, from: successor.role, to: 'owner' as const };
      statements.push(changeRole(builder(parts), change));
      appends.push(roleChanged(origin, roomId, successor.userId, 'owner'));
    }
  }
  statements.push(
    deleteMember(builder(parts), { roomId, userId, role }),
    countMembers(builder(parts), roomId, -1),
    revokeInvitesOf(builder(parts), { roomId, userId, at: context.at }),
  );
  appends.push(left(origin, roomId, userId), leftMyself(origin, roomId, userId, why));
  return { expect: role === 'owner' ? opened.expect : [], statements, appends };
}
