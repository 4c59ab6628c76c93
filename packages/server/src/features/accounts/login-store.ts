/** SQL of sign-ins and their refresh tokens. */
import type { Statement } from '../../kernel/index.ts';
import { type Database, insert, run } from '../../platform/db/database.ts';
import type { AccountsTables, LoginTable, RefreshTokenTable } from './tables.ts';

export type EndReason = 'logout' | 'reuse' | 'password' | 'disabled' | 'banned';

export type LoginStore = ReturnType<typeof loginStore>;

export function loginStore(db: Database) {
  const reads = db.reader<AccountsTables>();
  const writes = db.builder<AccountsTables>();

  return {
    login: (id: string): Promise<LoginTable | undefined> =>
      reads.selectFrom('logins').selectAll().where('id', '=', id).executeTakeFirst(),

    /** Those of the logins that were not ended, with when they expire. */
    live: async (
      ids: readonly string[],
    ): Promise<readonly Pick<LoginTable, 'id' | 'user_id' | 'expires_at'>[]> =>
      reads
        .selectFrom('logins')
        .select(['id', 'user_id', 'expires_at'])
        .where('id', 'in', [...ids])
        .where('ended_at', 'is', null)
        .execute(),

    token: (hash: string): Promise<RefreshTokenTable | undefined> =>
      reads.selectFrom('refresh_tokens').selectAll().where('hash', '=', hash).executeTakeFirst(),

    insertLogin: (login: LoginTable): Statement => insert('logins', { ...login }),

    insertToken: (hash: string, loginId: string, at: string): Statement =>
      insert('refresh_tokens', {
        hash,
        login_id: loginId,
        created_at: at,
        used_at: null,
        successor_hash: null,
      }),

    /** Only while it is unused: of two that rotate at once, the second conflicts and decides anew. */
    spendToken: (hash: string, successorHash: string, at: string): Statement =>
      run(
        writes
          .updateTable('refresh_tokens')
          .set({ used_at: at, successor_hash: successorHash })
          .where('hash', '=', hash)
          .where('used_at', 'is', null),
        1,
      ),

    /** Spent tokens are kept to notice their reuse, but not for ever. */
    forgetTokens: (loginId: string, usedBefore: string): Statement =>
      run(
        writes.deleteFrom('refresh_tokens').where('login_id', '=', loginId).where('used_at', '<', usedBefore),
      ),

    /** Only while it is live. */
    touchLogin: (
      id: string,
      changes: Pick<LoginTable, 'used_at' | 'expires_at' | 'user_agent' | 'address'>,
    ): Statement =>
      run(writes.updateTable('logins').set(changes).where('id', '=', id).where('ended_at', 'is', null), 1),

    endLogin: (id: string, reason: EndReason, at: string): Statement =>
      run(
        writes
          .updateTable('logins')
          .set({ ended_at: at, reason })
          .where('id', '=', id)
          .where('ended_at', 'is', null),
      ),

    /** All of a person's, but one. */
    endLogins: (userId: string, reason: EndReason, at: string, exceptId = ''): Statement =>
      run(
        writes
          .updateTable('logins')
          .set({ ended_at: at, reason })
          .where('user_id', '=', userId)
          .where('id', '<>', exceptId)
          .where('ended_at', 'is', null),
      ),

    /** Logins that can't be used any more since then, with their tokens. */
    forgetLogins: (before: string): readonly Statement[] => {
      const gone = writes
        .selectFrom('logins')
        .select('id')
        .where((eb) => eb.or([eb('expires_at', '<', before), eb('ended_at', '<', before)]));
      return [
        run(writes.deleteFrom('refresh_tokens').where('login_id', 'in', gone)),
        run(
          writes
            .deleteFrom('logins')
            .where((eb) => eb.or([eb('expires_at', '<', before), eb('ended_at', '<', before)])),
        ),
      ];
    },
  };
}
