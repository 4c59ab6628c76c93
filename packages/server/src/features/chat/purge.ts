/** Deleting what somebody said in the last hours: page by page from the newest, the first with the command, the rest as jobs. */
import { z } from 'zod';
import { type JobDef, jobKind } from '../../platform/jobs/definition.ts';
import { purgedSoFar } from './events.ts';
import { type ChatParts, reader } from './parts.ts';
import { type Removal, removal } from './removal.ts';
import { readAllBefore } from './store/messages.ts';

/** Messages of anybody looked at in one go. */
const PAGE = 200;

const Purge = z.object({
  roomId: z.string(),
  userId: z.string(),
  /** ISO 8601: what was said before stays. */
  since: z.string(),
  /** Seq: what was said later is done, or came after the command. */
  before: z.number().int().nullable(),
  actor: z.string(),
  /** By the pages before. */
  deleted: z.number().int().default(0),
});
export type Purge = z.output<typeof Purge>;

const purging = jobKind('chat:purge', Purge);

export interface PurgePage extends Removal {
  /** With the pages before. */
  readonly deleted: number;
  /** The rest is done by a job of its own. */
  readonly more: boolean;
}

export async function purgePage(parts: ChatParts, purge: Purge, at: string): Promise<PurgePage> {
  const page = await readAllBefore(reader(parts), purge.roomId, purge.before, PAGE);
  const recent = page.filter((message) => message.createdAt >= purge.since);
  const theirs = recent.filter(
    ({ userId, deletedAt, type }) => userId === purge.userId && deletedAt === null && type !== 'system',
  );
  const oldest = recent.at(-1);
  const origin = { actor: purge.actor, at };
  const gone = await removal(parts, theirs.reverse(), origin);
  const deleted = purge.deleted + theirs.length;
  const more = oldest !== undefined && recent.length === PAGE;
  return {
    ...gone,
    appends: [
      ...gone.appends,
      purgedSoFar(origin, { roomId: purge.roomId, userId: purge.userId, deleted, more }),
    ],
    deleted,
    more,
    jobs: more ? [...gone.jobs, purging.request({ ...purge, before: oldest.seq, deleted })] : gone.jobs,
  };
}

export function purgeJob(parts: ChatParts, now: () => string): JobDef {
  return purging.doneBy(async (purge) => {
    const { statements, appends, jobs } = await purgePage(parts, purge, now());
    return { expect: [], statements, appends, jobs };
  });
}
