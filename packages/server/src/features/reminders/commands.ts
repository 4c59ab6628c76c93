/** Being reminded, later or at another time, and having done with it. */
import { cancel, create, done, list, snooze } from '@parley/contract/features/reminders/commands';
import {
  MAX_AHEAD_MS,
  MAX_REMINDERS,
  type Reminder,
  type ShownReminder,
} from '@parley/contract/features/reminders/model';
import type { Kysely } from 'kysely';
import { type CommandContext, type CommandDef, type Decision, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { timeAhead } from '../../platform/time-ahead.ts';
import { type Conversations, visibleMessages } from '../chat/public.ts';
import { ended, told } from './events.ts';
import { REMIND, type ReminderParts } from './reminding.ts';
import { deleteReminder, insertReminder, readReminders, readRemindersById, updateReminder } from './store.ts';
import type { ReminderTable, ReminderTables } from './tables.ts';
import { reminderOf, showReminders } from './views.ts';

export interface ReminderCommandParts extends ReminderParts {
  readonly conversations: Conversations;
}

export function reminderCommands(parts: ReminderCommandParts): readonly CommandDef[] {
  const { db, clock, conversations } = parts;
  const builder = () => db.builder<ReminderTables>();
  const reader = () => db.reader<ReminderTables>();

  async function readMine(id: string, { actor }: CommandContext): Promise<ReminderTable> {
    const [found] = await readRemindersById(reader(), [id]);
    if (found?.user_id !== actor.userId) refuse('NOT_FOUND', 'There is no such reminder: it is done.');
    return found;
  }

  /** Where it leads to, as far as one may go there. */
  async function target(
    context: CommandContext,
    { messageId, roomId }: { readonly messageId?: string | undefined; readonly roomId?: string | undefined },
  ): Promise<{ roomId: string | null; messageId: string | null }> {
    if (messageId === undefined) {
      const room = roomId === undefined ? null : await conversations.open(context, roomId);
      return { roomId: room?.id ?? null, messageId: null };
    }
    const { actor, at } = context;
    const found = await db.snapshot((tx: Kysely<never>) =>
      visibleMessages(tx, actor.userId, at, [messageId]),
    );
    const message = found.get(messageId);
    if (message === undefined || message.deleted) {
      refuse('NOT_FOUND', 'There is no such message, or it is not open to you.');
    }
    return { roomId: message.roomId, messageId };
  }

  const ending = {
    lane: ({ reminderId }: { readonly reminderId: string }) => `reminder:${reminderId}`,
    decide: async (
      context: CommandContext,
      { reminderId }: { readonly reminderId: string },
    ): Promise<Decision> => {
      const known = await readMine(reminderId, context);
      return {
        kind: 'write',
        write: {
          statements: [deleteReminder(builder(), known)],
          appends: [ended(known.user_id, known.id, context.at)],
          answer: { kind: 'json', json: '{}' },
        },
      };
    },
  };

  return [
    decides(create, {
      decide: async (context, { text = '', remindAt, ...where }) => {
        const dueAt = timeAhead(remindAt, 'remindAt', clock.now(), MAX_AHEAD_MS);
        if (text === '' && where.messageId === undefined) {
          const details = [{ path: 'text', message: 'is empty' }];
          refuse('INVALID', 'Say what to remind you of: a message, or a few words.', { details });
        }
        const { roomId, messageId } = await target(context, where);
        const { userId } = context.actor;
        if ((await readReminders(reader(), userId)).length >= MAX_REMINDERS) {
          refuse('CONFLICT', `At most ${MAX_REMINDERS} reminders are kept. Finish some first.`);
        }
        const row: ReminderTable = {
          id: context.newId(),
          user_id: userId,
          text,
          room_id: roomId,
          message_id: messageId,
          remind_at: remindAt,
          created_at: context.at,
          due_at: null,
          version: 1,
        };
        const reminder = reminderOf(row);
        return {
          kind: 'write',
          write: {
            statements: insertReminder(builder(), row),
            appends: [told(userId, 'reminder:changed', reminder, context.at)],
            jobs: [REMIND.request({ id: row.id, version: 1 }, dueAt)],
            answer: answered(reminder),
          },
        };
      },
    }),

    decides(list, {
      decide: async ({ actor, at }) => {
        const items = await db.snapshot(async (tx: Kysely<never>) => {
          const rows = await readReminders(tx as unknown as Kysely<ReminderTables>, actor.userId);
          return showReminders(tx, actor.userId, at, rows);
        });
        return { kind: 'reply', data: { items: dueFirst(items), next: null } };
      },
    }),

    decides(snooze, {
      lane: ({ reminderId }) => `reminder:${reminderId}`,
      decide: async (context, { reminderId, remindAt }) => {
        const dueAt = timeAhead(remindAt, 'remindAt', clock.now(), MAX_AHEAD_MS);
        const known = await readMine(reminderId, context);
        const later = { ...known, remind_at: remindAt, due_at: null, version: known.version + 1 };
        const reminder = reminderOf(later);
        return {
          kind: 'write',
          write: {
            statements: [updateReminder(builder(), known, later)],
            appends: [told(known.user_id, 'reminder:changed', reminder, context.at)],
            jobs: [REMIND.request({ id: known.id, version: later.version }, dueAt)],
            answer: answered(reminder),
          },
        };
      },
    }),

    decides(done, ending),
    decides(cancel, ending),
  ];
}

function dueFirst(reminders: readonly ShownReminder[]): ShownReminder[] {
  return [
    ...reminders.filter(({ dueAt }) => dueAt !== null),
    ...reminders.filter(({ dueAt }) => dueAt === null),
  ];
}

function answered(reminder: Reminder) {
  return { kind: 'json', json: JSON.stringify({ reminder }) } as const;
}
