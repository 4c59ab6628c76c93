/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { accounts0001 } from './0001-accounts.ts';

export const migrations: Migrations = { '0001-accounts': accounts0001 };
