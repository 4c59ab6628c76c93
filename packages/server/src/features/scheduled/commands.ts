/** Writing now what is sent later: making, changing, forgetting, and sending it at once. */
import { cancel, create, edit, list, send } from '@parley/contract/features/scheduled/commands';
import { MAX_AHEAD_MS, MAX_SCHEDULED, type Scheduled } from '@parley/contract/features/scheduled/model';
import { type CommandContext, type CommandDef, type Decision, Refused, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { timeAhead } from '../../platform/time-ahead.ts';
import { changed, ended } from './events.ts';
import { SEND, type SendingParts, sayIt } from './sending.ts';
import {
  deleteScheduled,
  insertScheduled,
  type Owned,
  readOne,
  readScheduled,
  shown,
  updateScheduled,
} from './store.ts';
import type { ScheduledTables } from './tables.ts';

export function scheduledCommands(parts: SendingParts): readonly CommandDef[] {
  const { db, clock, conversations } = parts;
  const builder = () => db.builder<ScheduledTables>();
  const reader = () => db.reader<ScheduledTables>();

  /** Refuses what could not be said now; its rights are expected unchanged. */
  async function rehearsed(context: CommandContext, scheduled: Owned) {
    try {
      const { write } = await sayIt(conversations, context, scheduled);
      return write.expect ?? [];
    } catch (cause) {
      // A pause that the room asks for now says nothing about then.
      if (!(cause instanceof Refused) || cause.wire.code !== 'RATE_LIMITED') throw cause;
      return (await conversations.open(context, scheduled.roomId)).expect;
    }
  }

  return [
    decides(create, {
      decide: async (context, input) => {
        const dueAt = timeAhead(input.sendAt, 'sendAt', clock.now(), MAX_AHEAD_MS);
        const { id: roomId } = await conversations.open(context, input.roomId);
        const mine = await readScheduled(reader(), context.actor.userId);
        if (mine.length >= MAX_SCHEDULED) {
          refuse('CONFLICT', `At most ${MAX_SCHEDULED} messages can wait. Send or cancel some first.`);
        }
        const scheduled: Owned = {
          userId: context.actor.userId,
          id: context.newId(),
          roomId,
          content: conversations.text(input.content),
          ...(input.threadId === undefined ? {} : { threadId: input.threadId }),
          ...(input.replyTo === undefined ? {} : { replyTo: input.replyTo }),
          sendAt: input.sendAt,
          createdAt: context.at,
          version: 1,
          failure: null,
        };
        return {
          kind: 'write',
          write: {
            expect: await rehearsed(context, scheduled),
            statements: insertScheduled(builder(), scheduled),
            appends: [changed(scheduled, context.at)],
            jobs: [SEND.request({ id: scheduled.id, version: 1 }, dueAt)],
            answer: answered(scheduled),
          },
        };
      },
    }),

    decides(list, {
      decide: async ({ actor }) => {
        const items = (await readScheduled(reader(), actor.userId)).map(shown);
        return { kind: 'reply', data: { items, next: null } };
      },
    }),

    decides(edit, {
      lane: ({ scheduledId }) => `scheduled:${scheduledId}`,
      decide: async (context, { scheduledId, content, sendAt }) => {
        const known = await readMine(scheduledId, context);
        const { version } = known;
        const next: Owned = {
          ...known,
          content: content === undefined ? known.content : conversations.text(content),
          sendAt: sendAt ?? known.sendAt,
          version: version + 1,
          failure: null,
        };
        // One that failed needs another time to have another chance.
        const dueAt = timeAhead(next.sendAt, 'sendAt', clock.now(), MAX_AHEAD_MS);
        return {
          kind: 'write',
          write: {
            expect: await rehearsed(context, next),
            statements: [updateScheduled(builder(), known, next)],
            appends: [changed(next, context.at)],
            jobs: [SEND.request({ id: known.id, version: next.version }, dueAt)],
            answer: answered(next),
          },
        };
      },
    }),

    decides(cancel, {
      lane: ({ scheduledId }) => `scheduled:${scheduledId}`,
      decide: async (context, { scheduledId }) => {
        const known = await readMine(scheduledId, context);
        return {
          kind: 'write',
          write: {
            statements: [deleteScheduled(builder(), known)],
            appends: [ended(known, null, context.at)],
            answer: { kind: 'json', json: '{}' },
          },
        };
      },
    }),

    decides(send, {
      lane: ({ scheduledId }) => `scheduled:${scheduledId}`,
      decide: async (context, { scheduledId }): Promise<Decision> => {
        const known = await readMine(scheduledId, context);
        const { write, messageId } = await sayIt(conversations, context, known);
        return {
          kind: 'write',
          write: {
            ...write,
            statements: [...write.statements, deleteScheduled(builder(), known)],
            appends: [...write.appends, ended(known, messageId, context.at)],
          },
        };
      },
    }),
  ];

  async function readMine(id: string, { actor }: CommandContext): Promise<Owned> {
    const found = await readOne(reader(), id);
    if (found?.userId !== actor.userId) {
      refuse('NOT_FOUND', 'There is no such scheduled message: it was sent or cancelled.');
    }
    return found;
  }
}

function answered(scheduled: Owned) {
  const answer: { readonly scheduled: Scheduled } = { scheduled: shown(scheduled) };
  return { kind: 'json', json: JSON.stringify(answer) } as const;
}
