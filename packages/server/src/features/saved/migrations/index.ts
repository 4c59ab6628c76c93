/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { saved0001 } from './0001-saved.ts';

export const migrations: Migrations = { '0001-saved': saved0001 };
