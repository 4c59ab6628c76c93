/** Query strings and path parameters are texts: this turns them into what a schema expects, and judges nothing. */
import type { z } from 'zod';

/** Texts that don't fit are left as they are, for the schema to refuse. */
export type FromTexts = (texts: Readonly<Record<string, unknown>>) => Record<string, unknown>;

type Convert = (value: unknown) => unknown;

/** Compiled once a route. */
export function fromTexts(schema: z.ZodType): FromTexts {
  const converts = new Map<string, Convert>();
  const inner = unwrapped(schema);
  if (inner.def.type === 'object') {
    for (const [name, property] of Object.entries(inner.def.shape)) {
      const convert = converter(property);
      if (convert) converts.set(name, convert);
    }
  }
  return (texts) => {
    const values: Record<string, unknown> = Object.create(null);
    for (const [name, text] of Object.entries(texts)) {
      const convert = converts.get(name);
      values[name] = convert ? convert(text) : text;
    }
    return values;
  };
}

/** The schema as the union of what zod has: its own introspection (zod 4, `def`). */
type Known = z.core.$ZodTypes & { readonly def: z.core.$ZodTypes['_zod']['def'] };

function unwrapped(schema: z.core.$ZodType): Known {
  const known = schema as Known;
  switch (known.def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
      return unwrapped(known.def.innerType);
    case 'pipe':
      return unwrapped(known.def.in);
    default:
      return known;
  }
}

function converter(schema: z.core.$ZodType): Convert | null {
  const { def } = unwrapped(schema);
  if (def.type === 'number') return number;
  if (def.type === 'boolean') return boolean;
  if (def.type === 'array') {
    const element = converter(def.element);
    return (value) => list(value).map((item) => (element ? element(item) : item));
  }
  return null;
}

function number(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

function boolean(value: unknown): unknown {
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : value;
}

/** `?a=1&a=2` and `?a=1,2` are the same list. */
function list(value: unknown): unknown[] {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts.flatMap((part) =>
    typeof part === 'string' ? part.split(',').filter((text) => text !== '') : [part],
  );
}
