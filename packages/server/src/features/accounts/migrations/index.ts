/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { accounts0001 } from './0001-accounts.ts';
import { accounts0002 } from './0002-status.ts';
import { accounts0003 } from './0003-sanctions.ts';
import { accounts0004 } from './0004-folded-names.ts';

export const migrations: Migrations = {
  '0001-accounts': accounts0001,
  '0002-status': accounts0002,
  '0003-sanctions': accounts0003,
  '0004-folded-names': accounts0004,
};
