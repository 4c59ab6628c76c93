/** Picks the bus: Redis where an address is given, else the one of this process. Only the one used is loaded. */
import { createInProcessBus, type InProcessHub } from '../adapters/bus/inprocess/bus.ts';
import type { Bus, Clock, Ids, Telemetry } from '../kernel/index.ts';
import type { BusConfig } from '../platform/config/server.ts';
import type { Logger } from '../platform/logging.ts';
import { redisAdvice } from './redis-advice.ts';

export interface BusOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  /** Where the nodes of one process meet. */
  readonly hub: InProcessHub | undefined;
}

/** Never waits for Redis: a node without it serves what it reads from the database. */
export async function openBus(config: BusConfig, options: BusOptions): Promise<Bus> {
  const { log, hub, ...rest } = options;
  if (hub || config.redisUrl === undefined) return (hub ?? createInProcessBus()).join();
  const { createRedisBus } = await import('../adapters/bus/redis/bus.ts');
  return createRedisBus({
    ...rest,
    url: config.redisUrl,
    prefix: config.redisPrefix,
    onAway: (cause) => {
      const advice = redisAdvice(cause);
      const what = 'Redis is away: what other nodes do is read from the database';
      log.warn({ err: cause }, advice === null ? what : `${what}. ${advice}`);
    },
    onBack: () => log.info({}, 'Redis is back'),
  });
}
