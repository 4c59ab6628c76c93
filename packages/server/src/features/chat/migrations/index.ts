/** In order; a migration that shipped never changes. */
import type { Migrations } from '../../../platform/db/database.ts';
import type { FeatureDeps } from '../../../platform/feature.ts';
import { chat0001 } from './0001-chat.ts';
import { chat0002 } from './0002-general.ts';
import { chat0003 } from './0003-reactions-and-pins.ts';
import { chat0004 } from './0004-mentions.ts';
import { chat0005 } from './0005-edit-history.ts';
import { chat0006 } from './0006-receipts.ts';
import { chat0007 } from './0007-threads.ts';
import { chat0010 } from './0010-rooms.ts';
import { chat0011 } from './0011-room-preferences.ts';
import { chat0012 } from './0012-room-invites.ts';
import { chat0014 } from './0014-sanctions.ts';
import { chat0015 } from './0015-link-previews.ts';
import { chat0016 } from './0016-folded-names.ts';

export function migrations({ ids, clock }: Pick<FeatureDeps, 'ids' | 'clock'>): Migrations {
  const now = () => new Date(clock.now()).toISOString();
  return {
    '0001-chat': chat0001,
    '0002-general': chat0002(() => ids.next(), now),
    '0003-reactions-and-pins': chat0003,
    '0004-mentions': chat0004,
    '0005-edit-history': chat0005,
    '0006-receipts': chat0006,
    '0007-threads': chat0007,
    '0010-rooms': chat0010,
    '0011-room-preferences': chat0011,
    '0012-room-invites': chat0012,
    '0014-sanctions': chat0014,
    '0015-link-previews': chat0015,
    '0016-folded-names': chat0016,
  };
}
