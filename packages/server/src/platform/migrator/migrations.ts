/** Orders the migrations of all features into the one list that storage runs. */
import type { Migration } from 'kysely';
import type { Migrations } from '../db/database.ts';

export interface OrderedMigration {
  /** `<feature>/<name>`. */
  readonly name: string;
  readonly migration: Migration;
}

const NAME = /^\d{4}-[a-z0-9-]+$/;

/**
 * Features in the order given (a feature may refer to tables of those before it), each one's migrations by name.
 * Throws on a name that would not sort.
 */
export function orderedMigrations(
  features: readonly { readonly name: string; readonly migrations: Migrations }[],
): readonly OrderedMigration[] {
  return features.flatMap(({ name: feature, migrations }) =>
    Object.entries(migrations)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, migration]) => {
        if (!NAME.test(name))
          throw new Error(`${feature}: a migration is named like 0001-rooms, not ${name}`);
        return { name: `${feature}/${name}`, migration };
      }),
  );
}
