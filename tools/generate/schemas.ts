/**
 * From zod to JSON Schema. What a feature names in its `model.ts` (User, Room, Message …) becomes one named
 * schema that every document refers to, instead of a copy at each place it is used.
 */
import { z } from 'zod';
import { canonical, isObject, type Json, type JsonObject, plain } from './json.ts';

/** Which side of a schema: what a sender may pass, or what a receiver gets. */
export type Side = 'input' | 'output';

type Override = NonNullable<z.core.ToJSONSchemaParams['override']>;

/**
 * What zod adds and a reader doesn't need. Objects are left open: more may be added to an answer, and a client
 * that refuses what it doesn't know would break.
 */
const readable: Override = ({ jsonSchema }) => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

function jsonSchema(schema: z.ZodType, io: Side, metadata: z.core.$ZodRegistry<{ id?: string }>): JsonObject {
  const made = plain(z.toJSONSchema(schema, { io, metadata, unrepresentable: 'any', override: readable }));
  if (!isObject(made)) throw new Error('a JSON Schema is an object');
  return made;
}

/** Turns `#/$defs/X` into `place(X)`, everywhere below `value`. */
function rebase(value: Json, place: (id: string) => string): Json {
  if (Array.isArray(value)) return value.map((entry) => rebase(entry, place));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) =>
      key === '$ref' && typeof entry === 'string'
        ? [key, place(entry.replace('#/$defs/', ''))]
        : [key, rebase(entry, place)],
    ),
  );
}

/** Collects the named schemas of one document while its parts are written. */
export class Schemas {
  readonly #registry = z.registry<{ id?: string }>();
  /** Names whose two sides differ, for example by a default. */
  readonly #sided = new Set<string>();
  readonly #written = new Map<string, Json>();

  constructor(names: ReadonlyMap<string, z.ZodType>) {
    const bare = z.registry<{ id?: string }>();
    for (const [id, schema] of names) {
      this.#registry.add(schema, { id });
      if (canonical(jsonSchema(schema, 'input', bare)) !== canonical(jsonSchema(schema, 'output', bare))) {
        this.#sided.add(id);
      }
    }
  }

  /** The JSON Schema of one side of `schema`, its named parts as references into `#/components/schemas`. */
  of(schema: z.ZodType, side: Side): JsonObject {
    const { $schema, $defs, id, ...root } = jsonSchema(schema, side, this.#registry);
    const nameOf = (def: string) => (side === 'input' && this.#sided.has(def) ? `${def}Input` : def);
    const place = (def: string) => `#/components/schemas/${nameOf(def)}`;
    for (const [def, body] of Object.entries(isObject($defs) ? $defs : {})) {
      const { id: own, ...rest } = isObject(body) ? body : {};
      this.#written.set(nameOf(def), rebase(rest, place));
    }
    const based = rebase(root, place);
    return isObject(based) ? based : {};
  }

  /** Every schema referred to so far, by name. */
  named(): JsonObject {
    return Object.fromEntries([...this.#written].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** One side of a schema with nothing shared and no prose: what the wire's fingerprint is made of. */
export function bareSchema(schema: z.ZodType, io: Side): Json {
  return plain(
    z.toJSONSchema(schema, {
      io,
      metadata: z.registry<{ id?: string }>(),
      unrepresentable: 'any',
      override: ({ jsonSchema: made }) => {
        delete made.description;
        delete made.title;
      },
    }),
  );
}
