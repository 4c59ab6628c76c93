/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { previews0001 } from './0001-previews.ts';

export const migrations: Migrations = { '0001-previews': previews0001 };
