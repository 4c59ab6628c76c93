/** Moderation: reports and what comes of them, and mutes and bans of the whole server. */
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { type PeopleTables, readPeople, type Sanctions } from '../accounts/public.ts';
import type { FindReportable } from '../chat/public.ts';
import { migrations } from './migrations/index.ts';
import type { ModerationParts } from './parts.ts';
import { reportCommands } from './reports.ts';
import { sanctionCommands } from './sanctions.ts';
import { reportEntity, staffChannel } from './staff-channel.ts';
import type { RoomNames } from './views.ts';

export interface ModerationOptions {
  readonly sanctions: Sanctions;
  /** A message as the one who reports it sees it. */
  readonly findReportable: FindReportable;
  readonly roomNames: RoomNames;
}

export function moderationFeature({ db }: Pick<FeatureDeps, 'db'>, options: ModerationOptions): Feature {
  const { sanctions, roomNames } = options;
  const people = async (id: string) => (await readPeople(db.reader<PeopleTables>(), [id])).get(id);
  const parts: ModerationParts = { db, people, ...options };
  return {
    name: 'moderation',
    commands: [...sanctionCommands(sanctions), ...reportCommands(parts)],
    channels: [staffChannel(db, roomNames)],
    entities: [reportEntity(roomNames)],
    migrations,
    routes: [],
  };
}
