/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { sampleName0001 } from './0001-sample-name.ts';

export const migrations: Migrations = { '0001-sample-name': sampleName0001 };
