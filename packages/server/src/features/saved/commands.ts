/** Saving messages, and finding them again. */
import { add, list, remove } from '@parley/contract/features/saved/commands';
import { MAX_SAVED } from '@parley/contract/features/saved/limits';
import type { Kysely } from 'kysely';
import { type Append, type CommandContext, type CommandDef, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import type { Database } from '../../platform/db/database.ts';
import { visibleMessages, visibleMessagesJson } from '../chat/public.ts';
import { countSaved, deleteSaved, insertSaved, readNextKnown, readSaved, readSavedOne } from './store.ts';
import type { SavedTables } from './tables.ts';

const DEFAULT_LIMIT = 50;
const DONE = { kind: 'json', json: '{}' } as const;
const NOTHING_TO_DO = { kind: 'reply', data: {} } as const;

export function savedCommands(db: Database): readonly CommandDef[] {
  const builder = () => db.builder<SavedTables>();
  const reader = () => db.reader<SavedTables>();
  return [
    decides(add, {
      lane: ({ messageId }) => `saved:${messageId}`,
      decide: async (context, { messageId }) => {
        const { userId } = context.actor;
        const found = await db.snapshot((tx: Kysely<never>) =>
          visibleMessages(tx, userId, context.at, [messageId]),
        );
        const message = found.get(messageId);
        if (message === undefined || message.deleted) {
          refuse('NOT_FOUND', 'There is no such message, or it is not open to you.');
        }
        if ((await readSavedOne(reader(), userId, messageId)) !== null) return NOTHING_TO_DO;
        if ((await countSaved(reader(), userId)) >= MAX_SAVED) {
          refuse('CONFLICT', `At most ${MAX_SAVED} messages can be saved. Remove some first.`);
        }
        return {
          kind: 'write',
          write: {
            statements: insertSaved(builder(), userId, messageId, context.at),
            appends: [told(context, 'saved:added', { messageId })],
            answer: DONE,
          },
        };
      },
    }),

    decides(remove, {
      lane: ({ messageId }) => `saved:${messageId}`,
      decide: async (context, { messageId }) => {
        const { userId } = context.actor;
        const saved = await readSavedOne(reader(), userId, messageId);
        // It is not saved, which is what was asked for.
        if (saved === null) return NOTHING_TO_DO;
        const next = await readNextKnown(reader(), userId);
        const entered = next !== null && saved.seq > next.seq ? next.message_id : null;
        return {
          kind: 'write',
          write: {
            statements: [deleteSaved(builder(), saved, next)],
            appends: [told(context, 'saved:removed', { messageId, entered })],
            answer: DONE,
          },
        };
      },
    }),

    decides(list, {
      decide: async ({ actor, at }, { cursor, limit = DEFAULT_LIMIT }) => {
        const before = cursor === undefined ? null : seqOf(cursor);
        return db.snapshot(async (tx: Kysely<never>) => {
          const own = tx as unknown as Kysely<SavedTables>;
          const found = await readSaved(own, actor.userId, before, limit + 1);
          const page = found.slice(0, limit);
          const ids = page.map((row) => row.message_id);
          const messages = await visibleMessagesJson(tx, actor.userId, at, ids);
          const items = page.flatMap((row) => {
            const message = messages.get(row.message_id);
            return message === undefined
              ? []
              : [`{"message":${message},"savedAt":${JSON.stringify(row.saved_at)}}`];
          });
          const last = found.length > limit ? page.at(-1) : undefined;
          const next = last === undefined ? null : String(last.seq);
          return {
            kind: 'reply-json',
            json: `{"items":[${items.join(',')}],"next":${JSON.stringify(next)}}`,
          };
        });
      },
    }),
  ];
}

function seqOf(cursor: string): number {
  if (!/^[1-9][0-9]{0,14}$/.test(cursor)) {
    refuse('INVALID', 'This is no place in the list.', {
      details: [{ path: 'cursor', message: 'not a cursor of this list' }],
    });
  }
  return Number(cursor);
}

function told({ actor, at }: CommandContext, type: string, data: object): Append {
  return { channel: `user:${actor.userId}`, type, actor: actor.userId, at, data: JSON.stringify(data) };
}
