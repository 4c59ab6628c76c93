/** What is asked to be imposed on somebody, as what is kept of it. */
import type { Sanction } from '@parley/contract/kernel/sanction';
import { type CommandContext, refuse } from '../../kernel/index.ts';

interface Imposing {
  readonly until?: string | undefined;
  readonly reason: string;
}

/** Refuses an end that has passed. */
export function imposedSanction({ at }: Pick<CommandContext, 'at'>, { until, reason }: Imposing): Sanction {
  if (until !== undefined && until <= at) {
    refuse('INVALID', 'The end must be in the future.', {
      details: [{ path: 'until', message: 'is in the past' }],
    });
  }
  return { until: until ?? null, reason };
}
