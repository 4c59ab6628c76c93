/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { search0001 } from './0001-index.ts';

export const migrations: Migrations = { '0001-index': search0001 };
