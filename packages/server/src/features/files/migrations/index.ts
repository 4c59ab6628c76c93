/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { files0001 } from './0001-files.ts';
import { files0002 } from './0002-file-shares.ts';

export const migrations: Migrations = { '0001-files': files0001, '0002-file-shares': files0002 };
