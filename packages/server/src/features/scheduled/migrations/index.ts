/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { scheduled0001 } from './0001-scheduled.ts';

export const migrations: Migrations = { '0001-scheduled': scheduled0001 };
