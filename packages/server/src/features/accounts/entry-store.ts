/** SQL of how people come in: invitations, the set-up codes, and whether there ever was an owner. */
import type { Statement } from '../../kernel/index.ts';
import { type Database, insert, run } from '../../platform/db/database.ts';
import type { AccountsTables, InviteTable } from './tables.ts';

export type EntryStore = ReturnType<typeof entryStore>;

export function entryStore(db: Database) {
  const reads = db.reader<AccountsTables>();
  const writes = db.builder<AccountsTables>();

  return {
    hasOwner: async (): Promise<boolean> =>
      (await reads
        .selectFrom('account_facts')
        .select('name')
        .where('name', '=', 'owner')
        .executeTakeFirst()) !== undefined,

    /** Its primary key lets one write set only make the first owner; the set-up codes have then served. */
    firstOwner: (userId: string, at: string): readonly Statement[] => [
      insert('account_facts', { name: 'owner', value: userId, at }),
      run(writes.deleteFrom('setup_codes')),
    ],

    hasSetupCode: async (hash: string): Promise<boolean> =>
      (await reads.selectFrom('setup_codes').select('hash').where('hash', '=', hash).executeTakeFirst()) !==
      undefined,

    insertSetupCode: (hash: string, at: string): Statement => insert('setup_codes', { hash, created_at: at }),

    invite: (hash: string): Promise<InviteTable | undefined> =>
      reads.selectFrom('invites').selectAll().where('hash', '=', hash).executeTakeFirst(),

    insertInvite: (invite: InviteTable): Statement => insert('invites', { ...invite }),

    /** Only while there is a use left. */
    useInvite: (hash: string): Statement =>
      run(
        writes
          .updateTable('invites')
          .set((eb) => ({ uses_left: eb('uses_left', '-', 1) }))
          .where('hash', '=', hash)
          .where('uses_left', '>', 0),
        1,
      ),

    forgetInvites: (before: string): Statement =>
      run(writes.deleteFrom('invites').where('expires_at', '<', before)),
  };
}
