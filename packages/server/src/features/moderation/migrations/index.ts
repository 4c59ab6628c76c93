import type { Migrations } from '../../../platform/db/database.ts';
import { moderation0001 } from './0001-moderation.ts';

export const migrations: Migrations = { '0001-moderation': moderation0001 };
