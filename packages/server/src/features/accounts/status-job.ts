/** Ends a status, or do not disturb, at the time it was set to end. */
import { z } from 'zod';
import type { Clock, NewJob, Presences } from '../../kernel/index.ts';
import type { JobDef } from '../../platform/jobs/definition.ts';
import { jobKind } from '../../platform/jobs/definition.ts';
import { userUpdated } from './events.ts';
import { endingAt } from './status.ts';
import { type AccountsStore, userChannel } from './store.ts';

const STATUS_END = jobKind('accounts:status-end', z.object({ userId: z.string(), until: z.string() }));

export function statusEndsAt(userId: string, until: string): NewJob {
  return STATUS_END.request({ userId, until }, Date.parse(until));
}

export function statusEnd(clock: Clock, users: AccountsStore, presence: Presences): JobDef {
  return STATUS_END.doneBy(async ({ userId, until }) => {
    const found = await users.versionedUser(userId);
    if (found === null) return null;
    const changes = endingAt(found.user, until);
    if (Object.keys(changes).length === 0) return null;
    const origin = { actor: userId, at: new Date(clock.now()).toISOString() };
    return {
      expect: [{ channel: userChannel(userId), aclVersion: found.aclVersion }],
      statements: [users.updateUser(userId, changes)],
      appends: [userUpdated(origin, { ...found.user, ...changes }, presence)],
    };
  });
}
