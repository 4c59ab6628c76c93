/** What one run says. */
import type { Figures } from '../workloads/workload.ts';

export interface Run {
  readonly figures: Figures;
  /** Share of one core that others took meanwhile. */
  readonly othersShare: number;
  /** What makes the figures worthless. */
  readonly faults: readonly string[];
}
