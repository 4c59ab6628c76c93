/** Who is meant by `@name`. */
import type { Identity } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { readPersonNamed } from '../accounts/public.ts';
import type { SlashDeps } from './commands.ts';

/** `visible`: those of the people the viewer may see; null where that is everybody. Nobody else is there to them (P6). */
export function personNamed(
  db: Database,
  visible: (viewer: Identity, userIds: readonly string[]) => Promise<readonly string[]> | null,
): SlashDeps['personNamed'] {
  return async (viewer, username) => {
    const person = await readPersonNamed(db, username);
    if (person === null) return null;
    const seen = await visible(viewer, [person.id]);
    return seen === null || seen.includes(person.id) ? person : null;
  };
}
