/** Reminders as they are told, and as they are listed: there with the beginning of the message as it is now. */
import type { Reminder, ShownReminder } from '@parley/contract/features/reminders/model';
import type { Kysely } from 'kysely';
import { visibleMessages } from '../chat/public.ts';
import { readRemindersById } from './store.ts';
import type { ReminderTable, ReminderTables } from './tables.ts';

const EXCERPT_CHARS = 200;

export function reminderOf(row: ReminderTable): Reminder {
  return {
    id: row.id,
    text: row.text,
    roomId: row.room_id,
    messageId: row.message_id,
    remindAt: row.remind_at,
    createdAt: row.created_at,
    dueAt: row.due_at,
  };
}

/** `rows` are of `userId`. */
export async function showReminders(
  tx: Kysely<never>,
  userId: string,
  at: string,
  rows: readonly ReminderTable[],
): Promise<ShownReminder[]> {
  const ids = rows.map((row) => row.message_id).filter((id) => id !== null);
  const messages = await visibleMessages(tx, userId, at, ids);
  return rows.map((row) => {
    const message = row.message_id === null ? undefined : messages.get(row.message_id);
    const readable = message !== undefined && !message.deleted;
    return { ...reminderOf(row), excerpt: readable ? beginningOf(message.content) : null };
  });
}

/** Cut between characters, not within one. */
function beginningOf(content: string): string {
  return [...content.slice(0, 2 * EXCERPT_CHARS)].slice(0, EXCERPT_CHARS).join('');
}

/** What recovery tells: each as it is now; of those done since, that they are gone. */
export async function readReminderJson(
  tx: Kysely<never>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  // The log hands over its own snapshot; each reader reads its feature's tables in it.
  const rows = await readRemindersById(tx as unknown as Kysely<ReminderTables>, ids);
  const found = new Map(rows.map((row) => [row.id, JSON.stringify(reminderOf(row))]));
  return new Map(ids.map((id) => [id, found.get(id) ?? JSON.stringify({ id, gone: true })]));
}
