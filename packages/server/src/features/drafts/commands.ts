/** Keeping what somebody writes before it is sent. */
import { list, set } from '@parley/contract/features/drafts/commands';
import { type Draft, MAX_DRAFT_CHARS, MAX_DRAFTS } from '@parley/contract/features/drafts/model';
import {
  type Append,
  type CommandContext,
  type CommandDef,
  type Decision,
  refuse,
} from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Conversations } from '../chat/public.ts';
import {
  type DraftKey,
  deleteDraft,
  entityId,
  insertDraft,
  type NewDraft,
  noDraft,
  readDrafts,
  updateDraft,
} from './store.ts';
import type { DraftTables } from './tables.ts';

export interface DraftParts {
  readonly db: Database;
  readonly conversations: Conversations;
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function draftCommands({ db, conversations }: DraftParts): readonly CommandDef[] {
  return [
    decides(set, {
      lane: ({ roomId, threadId = '' }) => `draft:${roomId}:${threadId}`,
      decide: async (context, input) => {
        const { userId } = context.actor;
        const text = input.text.trim() === '' ? '' : conversations.text(input.text);
        // What one wrote in a room that is no longer open to one can still be forgotten.
        const roomId =
          text === '' && ID.test(input.roomId)
            ? input.roomId
            : (await conversations.open(context, input.roomId)).id;
        const key = { userId, roomId, threadId: input.threadId };
        const mine = await readDrafts(db.reader<DraftTables>(), userId);
        const present = mine.find((draft) => draft.roomId === roomId && draft.threadId === input.threadId);
        const replyTo = text === '' ? null : (input.replyTo ?? null);
        if (present === undefined ? text === '' : same(present, text, replyTo)) {
          return { kind: 'reply', data: { draft: present ?? noDraft(key) } };
        }
        if (input.version !== (present?.version ?? 0)) {
          const current = present ?? noDraft(key);
          refuse('CONFLICT', 'This draft was changed on another device meanwhile.', { current });
        }
        if (text === '') return forget(db, context, key, input.version);
        mustFit(mine, present, text);
        return keep(db, context, key, input.version, { text, replyTo, updatedAt: context.at });
      },
    }),
    decides(list, {
      decide: async ({ actor }) => {
        const items = await readDrafts(db.reader<DraftTables>(), actor.userId);
        return { kind: 'reply', data: { items, next: null } };
      },
    }),
  ];
}

function same(draft: Draft, text: string, replyTo: string | null): boolean {
  return draft.text === text && draft.replyTo === replyTo;
}

function mustFit(mine: readonly Draft[], present: Draft | undefined, text: string): void {
  if (present === undefined && mine.length >= MAX_DRAFTS) {
    refuse('TOO_LARGE', `At most ${MAX_DRAFTS} drafts are kept. Send or empty some.`);
  }
  const chars = mine.reduce((sum, draft) => sum + (draft === present ? 0 : draft.text.length), text.length);
  if (chars > MAX_DRAFT_CHARS) {
    refuse('TOO_LARGE', 'Your drafts together are too long to be kept. Send or empty some.');
  }
}

function keep(
  db: Database,
  context: CommandContext,
  key: DraftKey,
  version: number,
  draft: NewDraft,
): Decision {
  const builder = db.builder<DraftTables>();
  const statements =
    version === 0 ? insertDraft(builder, key, draft) : [updateDraft(builder, key, version, draft)];
  const { roomId, threadId } = key;
  const { version: _, ...data } = { ...noDraft({ roomId, threadId }), ...draft };
  const told = { ...changed(context, key, JSON.stringify(data)), seqAs: 'version' };
  return {
    kind: 'write',
    write: { statements, appends: [told], answer: { kind: 'wrap', key: 'draft', append: 0 } },
  };
}

function forget(db: Database, context: CommandContext, key: DraftKey, version: number): Decision {
  return {
    kind: 'write',
    write: {
      statements: [deleteDraft(db.builder<DraftTables>(), key, version)],
      appends: [changed(context, key, JSON.stringify(noDraft(key)))],
      answer: { kind: 'wrap', key: 'draft', append: 0 },
    },
  };
}

/** The log keeps its name only: nothing that was typed and taken back stays there. */
function changed({ actor, at }: CommandContext, key: DraftKey, data: string): Append {
  return {
    channel: `user:${actor.userId}`,
    type: 'draft:changed',
    actor: actor.userId,
    at,
    data,
    entity: { kind: 'draft', id: entityId(key) },
  };
}
