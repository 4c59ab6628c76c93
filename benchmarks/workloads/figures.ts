/** The figures that runs produce. */
import type { LoadReport } from '../load/job.ts';
import type { Counters } from '../measure/counters.ts';
import type { Seen } from '../measure/process.ts';
import type { Figure, Figures } from './workload.ts';

export const ACKS_PER_SECOND: Figure = {
  name: 'acksPerSecond',
  title: 'acknowledgements a second',
  unit: '/s',
  digits: 0,
};
export const CPU_PER_MILLION: Figure = {
  name: 'cpuPerMillion',
  title: 'server CPU for a million deliveries',
  unit: 'CPU-s',
  digits: 2,
};
export const CPU_WITH_REDIS_PER_MILLION: Figure = {
  name: 'cpuWithRedisPerMillion',
  title: 'CPU for a million deliveries, nodes and Redis',
  unit: 'CPU-s',
  digits: 2,
};
export const READY_SECONDS: Figure = { name: 'readySeconds', title: 'start to ready', unit: 's', digits: 2 };
export const DELIVERY_P50: Figure = { name: 'deliveryMsP50', title: 'delivery p50', unit: 'ms', digits: 1 };
export const DELIVERY_P99: Figure = { name: 'deliveryMsP99', title: 'delivery p99', unit: 'ms', digits: 1 };
export const ADDED_MEGABYTES: Figure = {
  name: 'addedMegabytes',
  title: 'memory added',
  unit: 'MB',
  digits: 2,
};
export const KILOBYTES_EACH: Figure = {
  name: 'kilobytesEach',
  title: 'memory a socket',
  unit: 'kB',
  digits: 1,
};

/** CPU of what the server runs on, for a million deliveries. */
const serviceCpuPerMillion = (service: string) => `${service}CpuPerMillion`;

const SERVICES = { postgres: 'PostgreSQL', redis: 'Redis' };

/** Figures to show beside one: what services took that is not in it. `names` are those that a run has. */
export function besidesOf(figure: Figure, names: readonly string[]): Figure[] {
  const counted: readonly string[] = figure.name === CPU_WITH_REDIS_PER_MILLION.name ? ['redis'] : [];
  if (figure.name !== CPU_PER_MILLION.name && counted.length === 0) return [];
  return Object.entries(SERVICES)
    .filter(([service]) => !counted.includes(service))
    .map(([service, title]) => ({ ...figure, name: serviceCpuPerMillion(service), title }))
    .filter(({ name }) => names.includes(name));
}

/** All that one measured load says. */
export function loadFigures(
  report: LoadReport,
  { serverCpuSeconds, mainThreadSeconds, serviceCpuSeconds, diskBytes }: Seen,
  counters: Counters,
): Figures {
  const perMillion = (seconds: number) => (seconds / report.deliveries) * 1e6;
  const services = Object.entries(serviceCpuSeconds);
  const { redis } = serviceCpuSeconds;
  return {
    [ACKS_PER_SECOND.name]: report.acknowledged / report.ackSeconds,
    deliveriesPerCpuSecond: report.deliveries / serverCpuSeconds,
    [CPU_PER_MILLION.name]: perMillion(serverCpuSeconds),
    ...Object.fromEntries(
      services.map(([name, seconds]) => [serviceCpuPerMillion(name), perMillion(seconds)]),
    ),
    ...(redis === undefined
      ? {}
      : { [CPU_WITH_REDIS_PER_MILLION.name]: perMillion(serverCpuSeconds + redis) }),
    messages: report.sent,
    deliveries: report.deliveries,
    deliveriesPerSecond: report.deliveries / report.seconds,
    serverCpuSeconds,
    mainThreadSeconds,
    diskBytesPerMessage: diskBytes / report.sent,
    acksPerCpuSecond: report.acknowledged / serverCpuSeconds,
    seconds: report.seconds,
    ...Object.fromEntries([...counters].filter(([name]) => name === 'commits')),
    ackMsP50: report.ackMs.p50,
    ackMsP99: report.ackMs.p99,
    [DELIVERY_P50.name]: report.deliveryMs.p50,
    [DELIVERY_P99.name]: report.deliveryMs.p99,
  };
}

/** What sockets add to a server that weighed so much before and so much after. */
export function idleFigures(sockets: number, beforeBytes: number, afterBytes: number): Figures {
  const added = afterBytes - beforeBytes;
  return {
    [ADDED_MEGABYTES.name]: added / 1e6,
    [KILOBYTES_EACH.name]: added / sockets / 1e3,
    beforeMegabytes: beforeBytes / 1e6,
    afterMegabytes: afterBytes / 1e6,
  };
}
