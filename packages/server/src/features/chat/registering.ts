/** What registering writes in chat. */
import type { Member } from '@parley/contract/features/chat/model';
import type { Append, Presences, Statement } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import type { NewPerson, OnRegister } from '../accounts/public.ts';
import { joined } from './events.ts';
import { countMembers, insertMember } from './store/members.ts';
import { readDefaultRoomIds } from './store/rooms.ts';
import type { ChatTables } from './tables.ts';

/**
 * Whoever registers becomes a member of the default rooms, guests excepted. Nothing is expected of those rooms, so that
 * any number of people who register at once write side by side.
 */
export function joinDefaultRooms(db: Database, presence: Presences): OnRegister {
  return async (person) => {
    const statements: Statement[] = [];
    const appends: Append[] = [];
    if (person.role === 'guest') return { expect: [], statements, appends };
    const { id: userId, at } = person;
    const user = memberOf(person, presence);
    for (const roomId of await readDefaultRoomIds(db.reader<ChatTables>())) {
      const seq = { seqOf: appends.length };
      statements.push(
        insertMember({ roomId, userId, role: 'member', at, seq }),
        countMembers(db.builder<ChatTables>(), roomId, 1),
      );
      appends.push(joined({ actor: userId, at }, roomId, user));
    }
    return { expect: [], statements, appends };
  };
}

/** Their row isn't there yet, so this is made from what is about to be written. */
function memberOf(person: NewPerson, presence: Presences): Member {
  const { status, lastSeenAt } = presence.of(person.id);
  return {
    id: person.id,
    username: person.username,
    displayName: person.displayName,
    role: person.role,
    avatarUrl: person.avatarUrl,
    status,
    lastSeenAt,
    roomRole: 'member',
    joinedAt: person.at,
  };
}
