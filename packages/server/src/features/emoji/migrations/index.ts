/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import { emoji0001 } from './0001-emoji.ts';

export const migrations: Migrations = { '0001-emoji': emoji0001 };
