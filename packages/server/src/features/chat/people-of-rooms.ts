/** Whom somebody may see because of the rooms both are in. */
import type { Identity } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { readSharers } from './store/members.ts';
import type { ChatTables } from './tables.ts';

/** Guests see the people of the rooms they were brought into; everybody else sees everybody (P6). */
export function peopleOfMyRooms(
  db: Database,
): (viewer: Identity, userIds: readonly string[]) => Promise<readonly string[]> | null {
  return (viewer, userIds) =>
    viewer.role === 'guest' ? readSharers(db.reader<ChatTables>(), viewer.userId, userIds) : null;
}
