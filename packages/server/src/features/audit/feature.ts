/** Audit: what was done by authority over others. The entries are written by the acts themselves (`public.ts`). */

import type { Identities } from '../../kernel/index.ts';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { auditCommands } from './commands.ts';
import { auditConfig } from './config.ts';
import { exportRoutes } from './export.ts';
import { migrations } from './migrations/index.ts';
import { startUpkeep } from './upkeep.ts';
import type { RoomNames } from './view.ts';

export interface AuditOptions {
  /** Names to show of rooms that are everybody's to see. */
  readonly roomNames: RoomNames;
  readonly identities: Identities;
}

export function auditFeature(deps: FeatureDeps, { roomNames, identities }: AuditOptions): Feature {
  const { keepDays } = auditConfig(deps.env);
  let stopUpkeep = () => {};
  return {
    name: 'audit',
    commands: auditCommands(deps.db, roomNames),
    channels: [],
    entities: [],
    migrations,
    routes: [],
    streams: exportRoutes({ db: deps.db, identities, roomNames }),
    async start() {
      if (keepDays > 0) stopUpkeep = startUpkeep(deps, keepDays);
    },
    async stop() {
      stopUpkeep();
    },
  };
}
