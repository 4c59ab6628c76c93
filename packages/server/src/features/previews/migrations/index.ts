/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { previews0001 } from './0001-previews.ts';
import { previews0002 } from './0002-pictures.ts';

export const migrations: Migrations = { '0001-previews': previews0001, '0002-pictures': previews0002 };
