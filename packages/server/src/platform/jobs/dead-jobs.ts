import type { Jobs } from '../../kernel/index.ts';

/** As much of the queue as those who run the server see: what was given up, and how it is revived or forgotten. */
export type DeadJobs = Pick<Jobs, 'dead' | 'isDead' | 'revived' | 'discarded'>;
