/** What can be done in a room by typing. */
import { DONE, type SlashCommand, type SlashPlace } from '../../platform/slash.ts';
import type { RoomDirectory } from './directory.ts';
import {
  hasFixedMembership,
  mayArchive,
  mayChangeRoom,
  mayCreateRooms,
  mayInvite,
  mayModerate,
  mayPost,
  type Standing,
} from './policy.ts';

const SHRUG = '¯\\\\\\_(ツ)\\_/¯';

export function chatSlash(directory: RoomDirectory): readonly SlashCommand[] {
  const where =
    (allowed: (standing: Standing) => boolean) =>
    async ({ context, roomId }: SlashPlace): Promise<boolean> =>
      allowed((await directory.open(context, roomId)).standing);

  return [
    {
      name: 'me',
      takes: [{ kind: 'text' }],
      description: 'Say what you are doing.',
      may: where(mayPost),
      run: async ({ roomId, given: { text = '' }, run }) => {
        await run('chat:message', { roomId, content: text, metadata: { action: true } });
        return DONE;
      },
    },
    {
      name: 'shrug',
      takes: [{ kind: 'text', optional: true }],
      description: 'Shrug, after a text if you give one.',
      may: where(mayPost),
      run: async ({ roomId, given: { text }, run }) => {
        await run('chat:message', { roomId, content: text === undefined ? SHRUG : `${text} ${SHRUG}` });
        return DONE;
      },
    },
    {
      name: 'topic',
      takes: [{ kind: 'text', optional: true }],
      description: 'Set the topic of this room, or clear it.',
      may: where(mayChangeRoom),
      run: async ({ roomId, given: { text = '' }, run }) => {
        await run('chat:update-room', { roomId, topic: text });
        return DONE;
      },
    },
    {
      name: 'invite',
      aliases: ['add'],
      takes: [{ kind: 'person' }],
      description: 'Bring somebody into this room.',
      may: where(mayInvite),
      run: async ({ roomId, given: { person }, run }) => {
        if (person !== undefined) await run('chat:add-member', { roomId, userId: person.id });
        return DONE;
      },
    },
    {
      name: 'archive',
      takes: [],
      description: 'Archive this room: it can only be read then.',
      may: where((standing) => mayArchive(standing) && !standing.archived),
      run: async ({ roomId, run }) => {
        await run('chat:archive', { roomId, archived: true });
        return DONE;
      },
    },
    {
      name: 'mute',
      takes: [],
      description: 'Hear nothing of this room until you unmute it.',
      may: where(({ roomRole }) => roomRole !== null),
      run: async ({ roomId, run }) => {
        await run('chat:preferences', { roomId, mute: { level: 'all', until: null } });
        return DONE;
      },
    },
    {
      name: 'unmute',
      takes: [],
      description: 'Hear of this room again.',
      may: where(({ roomRole }) => roomRole !== null),
      run: async ({ roomId, run }) => {
        await run('chat:preferences', { roomId, mute: null });
        return DONE;
      },
    },
    {
      name: 'kick',
      takes: [{ kind: 'person' }, { kind: 'text', optional: true }],
      description: 'Take somebody out of this room, for a reason if you give one.',
      may: where(mayModerate),
      run: async ({ roomId, given: { person, text }, run }) => {
        if (person !== undefined) {
          const reason = text === undefined ? {} : { reason: text };
          await run('chat:remove-member', { roomId, userId: person.id, ...reason });
        }
        return DONE;
      },
    },
    {
      name: 'ban',
      takes: [{ kind: 'person' }, { kind: 'text' }],
      description: 'Take somebody out of this room and keep them out, for the reason you give.',
      may: where(mayModerate),
      run: async ({ roomId, given: { person, text = '' }, run }) => {
        if (person !== undefined) await run('chat:ban', { roomId, userId: person.id, reason: text });
        return DONE;
      },
    },
    {
      name: 'leave',
      aliases: ['part'],
      takes: [],
      description: 'Leave this room.',
      may: where((standing) => standing.roomRole !== null && !hasFixedMembership(standing)),
      run: async ({ roomId, run }) => {
        await run('chat:leave', { roomId });
        return { kind: 'left' };
      },
    },
    {
      name: 'join',
      aliases: ['open'],
      takes: [{ kind: 'room' }],
      description: 'Go to a room, joining it if need be.',
      // Whatever room it is typed in; which may be entered is for the command to say.
      may: where(({ serverRole }) => serverRole !== 'guest'),
      run: async ({ given: { room = '' }, run }) => {
        const entered = await run('chat:enter', { roomId: room });
        return { kind: 'room', roomId: entered.room.id };
      },
    },
    {
      name: 'msg',
      aliases: ['dm'],
      takes: [{ kind: 'person' }, { kind: 'text', optional: true }],
      description: 'Write to somebody directly.',
      may: where(({ serverRole }) => mayCreateRooms(serverRole)),
      run: async ({ given: { person, text }, run }) => {
        const { room } = await run('chat:direct', { userIds: person === undefined ? [] : [person.id] });
        if (text !== undefined) await run('chat:message', { roomId: room.id, content: text });
        return { kind: 'room', roomId: room.id };
      },
    },
  ];
}
