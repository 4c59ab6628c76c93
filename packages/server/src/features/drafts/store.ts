/** SQL of drafts: reads, and the statements write sets are made of. */
import { type Draft, MAX_DRAFTS } from '@parley/contract/features/drafts/model';
import { type Kysely, sql } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { atMost } from '../../platform/db/at-most.ts';
import { insert, run } from '../../platform/db/database.ts';
import type { DraftTable, DraftTables } from './tables.ts';

type Tx = Kysely<DraftTables>;

/** Whose draft, and where. */
export interface DraftKey {
  readonly userId: string;
  readonly roomId: string;
  readonly threadId: string | undefined;
}

/** A draft as it is about to be; its version is the seq of the first append. */
export type NewDraft = Pick<Draft, 'text' | 'replyTo'> & { readonly updatedAt: string };

const SEQ_OF_EVENT = { seqOf: 0 } as const;

/** All of one person's, the latest first. */
export async function readDrafts(tx: Tx, userId: string): Promise<readonly Draft[]> {
  const rows = await tx
    .selectFrom('drafts')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toDraft);
}

function toDraft(row: DraftTable): Draft {
  return {
    roomId: row.room_id,
    ...(row.thread_id === '' ? {} : { threadId: row.thread_id }),
    text: row.text,
    replyTo: row.reply_to,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

/** What is told where there is no draft. */
export function noDraft({ roomId, threadId }: Pick<DraftKey, 'roomId' | 'threadId'>): Draft {
  return {
    roomId,
    ...(threadId === undefined ? {} : { threadId }),
    text: '',
    replyTo: null,
    updatedAt: null,
    version: 0,
  };
}

const columnsOf = ({ userId, roomId, threadId }: DraftKey) => ({
  user_id: userId,
  room_id: roomId,
  thread_id: threadId ?? '',
});

/** Conflicts when there is one by now, or there are too many. */
export function insertDraft(builder: Tx, key: DraftKey, { text, replyTo, updatedAt }: NewDraft): Statement[] {
  const columns = columnsOf(key);
  const row = { ...columns, text, reply_to: replyTo, updated_at: updatedAt, version: SEQ_OF_EVENT };
  // The bound reads this table only, whatever tables the builder is for.
  return [insert('drafts', row), atMost(builder as unknown as Kysely<never>, 'drafts', columns, MAX_DRAFTS)];
}

/** Conflicts when it is no longer of this version. */
export function updateDraft(
  builder: Tx,
  key: DraftKey,
  version: number,
  { text, replyTo, updatedAt }: NewDraft,
): Statement {
  return run(
    builder
      .updateTable('drafts')
      .set({ text, reply_to: replyTo, updated_at: updatedAt, version: sql<number>`${SEQ_OF_EVENT}` })
      .where((where) => where.and({ ...columnsOf(key), version })),
    1,
  );
}

/** Conflicts when it is no longer of this version. */
export function deleteDraft(builder: Tx, key: DraftKey, version: number): Statement {
  return run(
    builder.deleteFrom('drafts').where((where) => where.and({ ...columnsOf(key), version })),
    1,
  );
}

/** By the names the log has for them; a draft that is gone is told as such. */
export async function readDraftJson(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const keys = ids.map((id) => [id, keyOf(id)] as const);
  const found = new Map<string, Draft>();
  for (const userId of new Set(keys.map(([, key]) => key.userId))) {
    for (const draft of await readDrafts(tx, userId))
      found.set(entityId({ threadId: undefined, ...draft, userId }), draft);
  }
  return new Map(keys.map(([id, key]) => [id, JSON.stringify(found.get(id) ?? noDraft(key))]));
}

/** Ids have no slash. */
export function entityId({ userId, roomId, threadId }: DraftKey): string {
  return `${userId}/${roomId}/${threadId ?? ''}`;
}

function keyOf(id: string): DraftKey {
  const [userId = '', roomId = '', threadId = ''] = id.split('/');
  return { userId, roomId, threadId: threadId === '' ? undefined : threadId };
}
