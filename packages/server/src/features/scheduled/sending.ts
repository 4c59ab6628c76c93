/** The job that sends a message when its time has come, in its author's name and with the rights they have then. */
import { Id } from '@parley/contract/kernel/scalars';
import { z } from 'zod';
import { type Clock, type Identities, type Ids, Refused } from '../../kernel/index.ts';
import { type Acting, actingFor } from '../../platform/acting.ts';
import type { Decided } from '../../platform/db/commits.ts';
import type { Database } from '../../platform/db/database.ts';
import { type JobDef, jobKind } from '../../platform/jobs/definition.ts';
import type { Conversations, Said } from '../chat/public.ts';
import { changed, ended } from './events.ts';
import { deleteScheduled, type Owned, readOne, updateScheduled } from './store.ts';
import type { ScheduledTables } from './tables.ts';

export interface SendingParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly identities: Identities;
  readonly conversations: Conversations;
}

/** Of one version: after a change it is another job that sends it. */
export const SEND = jobKind('scheduled:send', z.object({ id: Id, version: z.number() }));

export function sendingJob(parts: SendingParts): JobDef {
  const { db, clock, identities } = parts;
  return SEND.doneBy(async ({ id, version }) => {
    const scheduled = await readOne(db.reader<ScheduledTables>(), id);
    // Sent, cancelled or changed meanwhile.
    if (scheduled?.version !== version || scheduled.failure !== null) return null;
    const author = await identities.find(scheduled.userId);
    if (author === null) return forgotten(db, scheduled);
    const expect = [{ channel: `user:${author.userId}`, aclVersion: author.authVersion }];
    const at = new Date(clock.now()).toISOString();
    try {
      const said = await sayIt(parts.conversations, actingFor(author, parts), scheduled);
      return sent(db, scheduled, said, at, expect);
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      const { retryable, retryAfterMs } = cause.wire;
      if (!retryable) return failed(db, scheduled, at, expect, cause.wire);
      // A room may ask for a pause between two messages; what else may succeed later is tried again by the queue.
      if (retryAfterMs === undefined) throw cause;
      return putOff(db, scheduled, at, expect, clock.now() + retryAfterMs);
    }
  });
}

/** Its own id is the message's `clientId`. */
export function sayIt(conversations: Conversations, context: Acting, scheduled: Owned): Promise<Said> {
  const { id, roomId, content, threadId, replyTo } = scheduled;
  return conversations.say(context, {
    roomId,
    content,
    clientId: id,
    ...(threadId === undefined ? {} : { threadId }),
    ...(replyTo === undefined ? {} : { replyTo }),
  });
}

type Expect = Decided['expect'];

function sent(
  db: Database,
  scheduled: Owned,
  { write, messageId }: Said,
  at: string,
  expect: Expect,
): Decided {
  return {
    expect: [...(write.expect ?? []), ...expect],
    statements: [...write.statements, deleteScheduled(db.builder<ScheduledTables>(), scheduled)],
    // Behind the message's own appends, which its statements count.
    appends: [...write.appends, ended(scheduled, messageId, at)],
    ...(write.jobs === undefined ? {} : { jobs: write.jobs }),
  };
}

function putOff(db: Database, scheduled: Owned, at: string, expect: Expect, dueAt: number): Decided {
  const later: Owned = {
    ...scheduled,
    version: scheduled.version + 1,
    sendAt: new Date(dueAt).toISOString(),
  };
  return {
    expect,
    statements: [updateScheduled(db.builder<ScheduledTables>(), scheduled, later)],
    appends: [changed(later, at)],
    jobs: [SEND.request({ id: later.id, version: later.version }, dueAt)],
  };
}

/** Stays in its author's list, with the reason. */
function failed(
  db: Database,
  scheduled: Owned,
  at: string,
  expect: Expect,
  { code, message }: NonNullable<Owned['failure']>,
): Decided {
  const now: Owned = { ...scheduled, version: scheduled.version + 1, failure: { code, message } };
  return {
    expect,
    statements: [updateScheduled(db.builder<ScheduledTables>(), scheduled, now)],
    appends: [changed(now, at)],
  };
}

/** Nobody is there to be told. */
function forgotten(db: Database, scheduled: Owned): Decided {
  return { expect: [], statements: [deleteScheduled(db.builder<ScheduledTables>(), scheduled)], appends: [] };
}
