/** Who reacted to a message with what. */
import { type Kysely, sql } from 'kysely';
import type { Param, Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

/** The reactions of a message as it tells them. */
export interface Reactions {
  /** Emoji -> those who reacted first, in that order: at most `MAX_NAMED` of each. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  /** Emoji -> how many there are, where that is more than are named. */
  readonly reactionCounts?: Readonly<Record<string, number>>;
}

/**
 * A message names this many of those who reacted with one emoji; the others are counted. Whether a reaction is named is
 * decided when it is made and told with it, so that everybody's list comes to the same.
 */
export const MAX_NAMED = 50;
/** Different emoji on one message. */
export const MAX_EMOJI = 50;

export const NO_REACTIONS: Reactions = { reactions: {} };

/** Of those messages that have any. */
export async function readReactions(
  tx: Tx,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, Reactions>> {
  if (messageIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('reactions')
    .select(['message_id as messageId', 'emoji', 'named'])
    .select((fields) => [
      fields.fn.count<number | string>('user_id').as('count'),
      fields.fn.min('seq').as('first'),
    ])
    .where('message_id', 'in', [...messageIds])
    .groupBy(['message_id', 'emoji', 'named'])
    .orderBy('first')
    .execute();
  const named = await tx
    .selectFrom('reactions')
    .select(['message_id as messageId', 'emoji', 'user_id as userId'])
    .where('message_id', 'in', [...messageIds])
    .where('named', '=', 1)
    .orderBy('seq')
    .execute();
  const people = new Map<string, Record<string, string[]>>();
  for (const { messageId, emoji } of rows) {
    const of = people.get(messageId) ?? {};
    of[emoji] ??= [];
    people.set(messageId, of);
  }
  for (const { messageId, emoji, userId } of named) people.get(messageId)?.[emoji]?.push(userId);
  const counts = new Map<string, Record<string, number>>();
  for (const { messageId, emoji, named: isNamed, count } of rows) {
    if (isNamed === 1) continue;
    const of = counts.get(messageId) ?? {};
    of[emoji] = Number(count) + (people.get(messageId)?.[emoji]?.length ?? 0);
    counts.set(messageId, of);
  }
  return new Map(
    [...people].map(([messageId, reactions]) => {
      const reactionCounts = counts.get(messageId);
      return [messageId, reactionCounts === undefined ? { reactions } : { reactions, reactionCounts }];
    }),
  );
}

/** What deciding a reaction needs to know. Counting stops where more makes no difference. */
export async function readReactionState(
  tx: Tx,
  messageId: string,
  emoji: string,
  userId: string,
): Promise<{
  readonly mine: boolean;
  readonly isNamed: boolean;
  readonly full: boolean;
  readonly isNew: boolean;
}> {
  const row = await tx
    .selectNoFrom([
      sql<number | string>`(select count(*) from (select 1 from reactions
        where message_id = ${messageId} and emoji = ${emoji} and named = 1 limit ${MAX_NAMED}) as first)`.as(
        'named',
      ),
      sql<number | string>`(select count(*) from (select distinct emoji from reactions
        where message_id = ${messageId} limit ${MAX_EMOJI}) as kinds)`.as('kinds'),
      sql<number | null>`(select named from reactions
        where message_id = ${messageId} and emoji = ${emoji} and user_id = ${userId})`.as('mine'),
      sql<number | string>`(select count(*) from (select 1 from reactions
        where message_id = ${messageId} and emoji = ${emoji} limit 1) as one)`.as('there'),
    ])
    .executeTakeFirstOrThrow();
  const mine = row.mine !== null;
  return {
    mine,
    isNamed: mine ? row.mine === 1 : Number(row.named) < MAX_NAMED,
    full: Number(row.kinds) >= MAX_EMOJI,
    isNew: Number(row.there) === 0,
  };
}

export interface ReactionRow {
  readonly messageId: string;
  readonly emoji: string;
  readonly userId: string;
}

/** Conflicts when it is there already. */
export function insertReaction(
  { messageId, emoji, userId }: ReactionRow,
  isNamed: boolean,
  seq: Param,
): Statement {
  return insert('reactions', {
    message_id: messageId,
    emoji,
    user_id: userId,
    seq,
    named: isNamed ? 1 : 0,
  });
}

/** Conflicts when it is gone already. */
export function deleteReaction(builder: Tx, { messageId, emoji, userId }: ReactionRow): Statement {
  return run(
    builder
      .deleteFrom('reactions')
      .where('message_id', '=', messageId)
      .where('emoji', '=', emoji)
      .where('user_id', '=', userId),
    1,
  );
}

export function deleteReactions(builder: Tx, messageId: string): Statement {
  return run(builder.deleteFrom('reactions').where('message_id', '=', messageId));
}

/** Who reacted with an emoji, the first first; those after the seq `after`. */
export async function readReactors(tx: Tx, messageId: string, emoji: string, after: number, limit: number) {
  return tx
    .selectFrom('reactions')
    .leftJoin('users', 'users.id', 'reactions.user_id')
    .select(['reactions.user_id as userId', 'users.display_name as displayName', 'reactions.seq as seq'])
    .where('message_id', '=', messageId)
    .where('emoji', '=', emoji)
    .where('reactions.seq', '>', after)
    .orderBy('reactions.seq')
    .limit(limit)
    .execute();
}
