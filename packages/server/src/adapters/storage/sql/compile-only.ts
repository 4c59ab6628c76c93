/** A Kysely that compiles queries for a database and never executes one. */
import { type Dialect, type Driver, Kysely } from 'kysely';

export function compileOnly(dialect: Dialect): Kysely<unknown> {
  return new Kysely<unknown>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => REFUSES,
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
  });
}

const refuse = async (): Promise<never> => {
  throw new Error('this builder only compiles: writes go through a write set');
};

const REFUSES: Driver = {
  init: async () => undefined,
  acquireConnection: refuse,
  beginTransaction: refuse,
  commitTransaction: refuse,
  rollbackTransaction: refuse,
  releaseConnection: async () => undefined,
  destroy: async () => undefined,
};
