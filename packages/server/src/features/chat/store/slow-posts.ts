/** When people last posted in rooms while slow mode was on. */
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { run } from '../../../platform/db/database.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

export async function readLastPost(tx: Tx, roomId: string, userId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('slow_posts')
    .select('posted_at as postedAt')
    .where('room_id', '=', roomId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.postedAt ?? null;
}

export interface Post {
  readonly roomId: string;
  readonly userId: string;
  readonly at: string;
  /** The last one was then at the latest. */
  readonly notAfter: string;
}

/** Conflicts when they posted meanwhile. */
export function markPosted(builder: Tx, { roomId, userId, at, notAfter }: Post): Statement {
  return run(
    builder
      .insertInto('slow_posts')
      .values({ room_id: roomId, user_id: userId, posted_at: at })
      .onConflict((conflict) =>
        conflict
          .columns(['room_id', 'user_id'])
          .doUpdateSet({ posted_at: at })
          .where('slow_posts.posted_at', '<=', notAfter),
      ),
    1,
  );
}
