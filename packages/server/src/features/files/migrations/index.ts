/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { files0001 } from './0001-files.ts';

export const migrations: Migrations = { '0001-files': files0001 };
