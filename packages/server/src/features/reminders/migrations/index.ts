/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { reminders0001 } from './0001-reminders.ts';

export const migrations: Migrations = { '0001-reminders': reminders0001 };
