/** Listing what was given up, and deciding what becomes of it. */
import * as contract from '@parley/contract/features/jobs/commands';
import {
  type CommandContext,
  type CommandDef,
  type DeadJob,
  type Decision,
  type Identity,
  refuse,
  type Statement,
} from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import type { DeadJobs } from '../../platform/jobs/dead-jobs.ts';
import { audited } from '../audit/public.ts';

const PAGE = 50;

export function jobCommands(jobs: DeadJobs): readonly CommandDef[] {
  /** Whoever was quicker decides: a job that is no longer dead is none to decide on. */
  async function decided(
    context: CommandContext,
    action: string,
    jobId: string,
    statement: (id: number) => Statement,
  ): Promise<Decision> {
    mayDecide(context.actor);
    const id = Number(jobId);
    if (!(await jobs.isDead(id))) refuse('NOT_FOUND', 'There is no such job, or it is being done again.');
    return {
      kind: 'write',
      write: {
        statements: [statement(id), audited(context, { action, target: { kind: 'job', id: jobId } })],
        appends: [],
        answer: { kind: 'json', json: '{}' },
      },
    };
  }

  return [
    decides(contract.list, {
      decide: async ({ actor }, { cursor, limit = PAGE }) => {
        mayDecide(actor);
        const found = await jobs.dead(cursor === undefined ? null : Number(cursor), limit + 1);
        const items = found.slice(0, limit).map(shown);
        const last = items[items.length - 1];
        return { kind: 'reply', data: { items, next: found.length > limit && last ? last.id : null } };
      },
    }),
    decides(contract.retry, {
      decide: (context, { jobId }) => decided(context, contract.retry.name, jobId, (id) => jobs.revived(id)),
    }),
    decides(contract.discard, {
      decide: (context, { jobId }) =>
        decided(context, contract.discard.name, jobId, (id) => jobs.discarded(id)),
    }),
  ];
}

function mayDecide({ role }: Identity): void {
  if (role !== 'owner' && role !== 'admin') refuse('FORBIDDEN', 'Only owners and admins see this.');
}

function shown({ id, kind, data, attempts, error, madeAt, diedAt }: DeadJob): contract.DeadJob {
  return {
    id: String(id),
    kind,
    data: JSON.parse(data),
    attempts,
    error,
    madeAt: new Date(madeAt).toISOString(),
    diedAt: new Date(diedAt).toISOString(),
  };
}
