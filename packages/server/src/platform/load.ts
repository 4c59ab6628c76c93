/** How busy this process is with what it is asked. */
import { performance } from 'node:perf_hooks';

/** Share of the time since it was asked last, 0 to 1, in which the event loop had something to do. */
export type LoadMeter = () => number;

export function eventLoopLoad(): LoadMeter {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
