/** What the commands of this feature are built from. */
import type { Database } from '../../platform/db/database.ts';
import type { PersonRow, Sanctions } from '../accounts/public.ts';
import type { FindReportable } from '../chat/public.ts';
import type { RoomNames } from './views.ts';

export interface ModerationParts {
  readonly db: Database;
  readonly sanctions: Sanctions;
  readonly findReportable: FindReportable;
  readonly roomNames: RoomNames;
  readonly people: (id: string) => Promise<PersonRow | undefined>;
}
