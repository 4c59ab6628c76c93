/** Who may no longer write in a room, or come into it, and taking away what somebody flooded it with. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { Imposed, Lifted, Reason, Sanction } from '../../../kernel/sanction.ts';
import { ClientId, Id, page, Time } from '../../../kernel/scalars.ts';
import { User } from '../../accounts/model.ts';
import { RoomRef } from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();
const MUTE = '/api/chat/rooms/:roomId/mutes/:userId';
const BAN = '/api/chat/rooms/:roomId/bans/:userId';

const place = { roomId: RoomRef };
const ImposedHere = Imposed.extend(place);
const LiftedHere = Lifted.extend(place);

export const muteMember = command({
  name: 'chat:mute',
  summary: 'Let a person read a room and not write in it',
  effect: 'write',
  audited: true,
  namespaces,
  input: ImposedHere,
  output: z.object({ sanction: Sanction }),
  rest: { method: 'PUT', path: MUTE },
});

export const unmuteMember = command({
  name: 'chat:unmute',
  summary: 'Let a person write in a room again',
  effect: 'write',
  audited: true,
  namespaces,
  input: LiftedHere,
  output: z.object({}),
  rest: { method: 'DELETE', path: MUTE },
});

export const banMember = command({
  name: 'chat:ban',
  summary: 'Take a person out of a room and keep them out; their live connections stop receiving at once',
  effect: 'write',
  audited: true,
  namespaces,
  input: ImposedHere,
  output: z.object({ sanction: Sanction }),
  rest: { method: 'PUT', path: BAN },
});

export const unbanMember = command({
  name: 'chat:unban',
  summary: 'Let a person come into a room again',
  effect: 'write',
  audited: true,
  namespaces,
  input: LiftedHere,
  output: z.object({}),
  rest: { method: 'DELETE', path: BAN },
});

/** Also those that have ended and were not lifted. */
export const sanctions = command({
  name: 'chat:sanctions',
  summary: 'Who is muted in a room or banned from it, the latest first; for those who may change it',
  effect: 'read',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(Sanction.extend({ user: User, kind: z.enum(['mute', 'ban']), by: z.string(), at: Time })),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/sanctions' },
});

/** For whoever was told of a mute: their own clock may be wrong, and of an end that has passed nobody is told. */
export const voice = command({
  name: 'chat:voice',
  summary: 'Whether I am muted now, in this room or on the whole server, and for how long still',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef }),
  output: z.object({
    /** Of several, the one that lasts longest. */
    muted: Sanction.extend({
      /** Null: until somebody lifts it. Zero for the seconds in which the end has passed and is not noticed yet. */
      endsInMs: z.number().int().nonnegative().nullable(),
    }).nullable(),
  }),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/voice' },
});

export const purge = command({
  name: 'chat:purge',
  summary: 'Delete what a person said in a room in the last hours; tombstones remain',
  effect: 'write',
  audited: true,
  namespaces,
  input: z.object({
    roomId: RoomRef,
    userId: Id,
    hours: z.number().int().min(1).max(24),
    reason: Reason.optional(),
    clientId,
  }),
  output: z.object({
    /** Messages that are gone now. */
    deleted: z.number().int(),
    /** The rest follows by itself, and `chat:purged` tells how far it is. */
    more: z.boolean(),
  }),
  rest: { method: 'POST', path: '/api/chat/rooms/:roomId/purge' },
});

export const moderationCommands = [
  muteMember,
  unmuteMember,
  banMember,
  unbanMember,
  sanctions,
  voice,
  purge,
] as const;
