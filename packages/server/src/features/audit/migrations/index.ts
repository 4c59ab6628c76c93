import type { Migrations } from '../../../platform/db/database.ts';
import { audit0001 } from './0001-audit.ts';

export const migrations: Migrations = { '0001-audit': audit0001 };
