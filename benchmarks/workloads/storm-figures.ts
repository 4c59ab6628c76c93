/** What a storm of reconnections says, by how much everybody missed. */
import type { Storm } from '../load/job.ts';
import type { Counters } from '../measure/counters.ts';
import type { Seen } from '../measure/process.ts';
import type { Figure, Figures } from './workload.ts';

const words = (missed: number) => (missed === 1 ? '1 message' : `${missed} messages`);

export const untilCurrent = (missed: number): Figure => ({
  name: `secondsUntilCurrent${missed}`,
  title: `all current, ${words(missed)} missed`,
  unit: 's',
  digits: 2,
});

export const logReads = (missed: number): Figure => ({
  name: `logReadsPerChannel${missed}`,
  title: `log reads a channel and node, ${words(missed)} missed`,
  unit: 'reads',
  digits: 2,
});

export const notRecovered = (missed: number): Figure => ({
  name: `notRecovered${missed}`,
  title: `told recovered:false, ${words(missed)} missed`,
  unit: 'clients',
  digits: 0,
});

/** `channels`: rooms times nodes, since each node reads for itself. */
export function stormFigures(storm: Storm, seen: Seen, counters: Counters, channels: number): Figures {
  const { missed, seconds, currentMs } = storm;
  const services = Object.entries(seen.serviceCpuSeconds);
  const reads = counters.get('log_reads');
  return {
    [untilCurrent(missed).name]: seconds,
    ...(reads === undefined ? {} : { [logReads(missed).name]: reads / channels }),
    [notRecovered(missed).name]: storm.notRecovered,
    [`retries${missed}`]: storm.retries,
    [`currentMsP50of${missed}`]: currentMs.p50,
    [`serverCpuSeconds${missed}`]: seen.serverCpuSeconds,
    ...Object.fromEntries(services.map(([name, cpu]) => [`${name}CpuSeconds${missed}`, cpu])),
  };
}
