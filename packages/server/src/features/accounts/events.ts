/** The event this feature appends. */
import type { Append, Presences } from '../../kernel/index.ts';
import { userUpdatedJson } from './queries.ts';
import { userChannel } from './store.ts';
import type { UserTable } from './tables.ts';

/** Tells the person, and raises the version every write set of theirs expects. */
export function userUpdated(
  origin: { readonly actor: string; readonly at: string },
  user: UserTable,
  presence: Presences,
): Append {
  return {
    channel: userChannel(user.id),
    type: 'user:updated',
    ...origin,
    data: userUpdatedJson(user, presence),
    entity: { kind: 'user', id: user.id },
    acl: { kind: 'changed' },
  };
}
