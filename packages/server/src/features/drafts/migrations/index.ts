/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { drafts0001 } from './0001-drafts.ts';

export const migrations: Migrations = { '0001-drafts': drafts0001 };
