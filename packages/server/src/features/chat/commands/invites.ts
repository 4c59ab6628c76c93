/** Links into a room: making them, ending them, coming in by one. */
import * as contract from '@parley/contract/features/chat/commands/invites';
import { type CommandContext, type CommandDef, refuse } from '../../../kernel/index.ts';
import { digestOf, newCode } from '../../../platform/auth/secrets.ts';
import { decides } from '../../../platform/command.ts';
import { readPeople } from '../../accounts/public.ts';
import { audited } from '../../audit/public.ts';
import { mustInvite } from '../checks.ts';
import type { OpenRoom } from '../directory.ts';
import { inviteOf, mustBeGood } from '../invites.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { mayInvite, mayModerate } from '../policy.ts';
import { bannedHere } from '../sanctions.ts';
import {
  forgetInvites,
  insertInvite,
  readGoodInvites,
  readInvite,
  revokeInvite,
  showInvite,
  useInvite,
} from '../store/invites.ts';
import { viewRoom } from '../views.ts';
import { bringIn, readBan } from './membership.ts';
import { activePerson } from './rooms.ts';

/** Good at one time in a room: a list one can still look through. */
const MAX_INVITES = 100;
/** How long one that ended can still say why. */
const REMEMBERED_MS = 30 * 86_400_000;

export interface InviteParts extends ChatParts {
  readonly publicUrl: () => string;
}

export function inviteCommands(parts: InviteParts): readonly CommandDef[] {
  return [
    decides(contract.createInvite, {
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        mustInvite(room.standing);
        const { actor, at } = context;
        const { expiresAt = null, maxUses = null } = input;
        if (expiresAt !== null && expiresAt <= at) {
          refuse('INVALID', 'An invitation ends in the future.', {
            details: [{ path: 'expiresAt', message: 'is past' }],
          });
        }
        const good = await readGoodInvites(reader(parts), room.id, {
          now: at,
          userId: null,
          limit: MAX_INVITES,
        });
        if (good.length >= MAX_INVITES) {
          refuse('CONFLICT', `A room has at most ${MAX_INVITES} invitations. Take one back first.`);
        }
        const id = context.newId();
        const code = newCode();
        const invite = {
          id,
          roomId: room.id,
          createdBy: actor.userId,
          createdByName: actor.displayName,
          createdAt: at,
          expiresAt,
          maxUses,
          uses: 0,
        };
        const row = {
          id,
          hash: digestOf(code),
          room_id: room.id,
          created_by: actor.userId,
          created_at: at,
          expires_at: expiresAt,
          max_uses: maxUses,
        };
        const before = new Date(Date.parse(at) - REMEMBERED_MS).toISOString();
        const url = `${parts.publicUrl()}/join/${code}`;
        const entry = audited(context, {
          action: contract.createInvite.name,
          target: { kind: 'invite', id },
          roomId: room.id,
          details: { uses: maxUses, expiresAt },
        });
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [forgetInvites(builder(parts), room.id, before), insertInvite(row), entry],
            appends: [],
            answer: { kind: 'json', json: JSON.stringify({ invite, code, url }) },
          },
        };
      },
    }),

    decides(contract.invites, {
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const userId = overseen(room, context);
        const rows = await readGoodInvites(reader(parts), room.id, {
          now: context.at,
          userId,
          limit: MAX_INVITES,
        });
        return { kind: 'reply', data: { items: rows.map(showInvite), next: null } };
      },
    }),

    decides(contract.revokeInvite, {
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const userId = overseen(room, context);
        const invite = await readInvite(reader(parts), room.id, input.inviteId);
        if (invite === null || (userId !== null && invite.createdBy !== userId)) {
          refuse('NOT_FOUND', 'There is no such invitation.');
        }
        if (invite.revokedAt !== null) return { kind: 'reply', data: {} };
        const entry = audited(context, {
          action: contract.revokeInvite.name,
          target: { kind: 'invite', id: invite.id },
          roomId: room.id,
        });
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [revokeInvite(builder(parts), invite.id, context.at), entry],
            appends: [],
            answer: { kind: 'json', json: '{}' },
          },
        };
      },
    }),

    decides(contract.acceptInvite, {
      decide: async (context, input) => {
        const { userId } = context.actor;
        const invite = await inviteOf(parts, input.code);
        const room = await viewRoom(reader(parts), invite.roomId, userId, parts.views);
        if (room === null) throw new Error(`room ${invite.roomId} has an invitation but is not there`);
        // Who is in needs no good one, and uses none up.
        if (room.myRole !== undefined) return { kind: 'reply', data: { room } };
        mustBeGood(invite, context.at);
        const ban = await readBan(parts, context, room.id, userId);
        if (ban !== null) bannedHere(ban);
        const people = await readPeople(reader(parts), [userId]);
        const {
          member: _,
          after,
          ...write
        } = bringIn(parts, context, activePerson(people.get(userId)), room);
        return {
          kind: 'write',
          write: {
            ...write,
            statements: [useInvite(builder(parts), invite.id, context.at), ...write.statements],
            answer: { kind: 'json', json: JSON.stringify({ room: after }) },
          },
        };
      },
    }),
  ];
}

/** Whose invitations they look after: null is everybody's. */
function overseen({ standing }: OpenRoom, { actor }: CommandContext): string | null {
  if (mayModerate(standing)) return null;
  if (!mayInvite(standing)) refuse('FORBIDDEN', 'You may not bring people into this room.');
  return actor.userId;
}
