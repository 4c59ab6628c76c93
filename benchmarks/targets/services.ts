/** This run's own PostgreSQL and Redis: started when first needed, on the servers' core, and gone with the run. */
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES, REDIS } from '@parley/testkit/services/programs';
import { findRedis, type RedisServer, startRedis } from '@parley/testkit/services/redis';
import { pin } from '../measure/process.ts';

const FOUND = { postgres: findPostgres(), redis: findRedis() };
const NAMES = { postgres: POSTGRES.name, redis: REDIS.name };
type Service = keyof typeof FOUND;

export class Services {
  #postgres: Promise<PostgresServer> | undefined;
  #redis: Promise<RedisServer> | undefined;

  /** Those of them that this machine does not have. */
  lacking(...needed: readonly Service[]): string[] {
    return needed.filter((service) => FOUND[service] === undefined).map((service) => NAMES[service]);
  }

  postgres(): Promise<PostgresServer> {
    this.#postgres ??= started('postgres', startPostgres);
    return this.#postgres;
  }

  redis(): Promise<RedisServer> {
    this.#redis ??= started('redis', startRedis);
    return this.#redis;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#postgres, this.#redis].map(async (service) => (await service)?.stop()));
  }
}

async function started<Server extends { readonly pid: number }>(
  service: Service,
  start: (program: string) => Promise<Server>,
): Promise<Server> {
  const program = FOUND[service];
  if (program === undefined) throw new Error(`${NAMES[service]} is not on this machine`);
  const server = await start(program);
  pin(server.pid, 'server');
  return server;
}
