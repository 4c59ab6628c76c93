/**
 * The wire's fingerprint: everything a client or a server of the same version relies on, and no prose. Two wires
 * with one version must be the same wire, so a change of the fingerprint forces a decision about the version.
 */
import { createHash } from 'node:crypto';
import { Closing } from '@parley/contract/kernel/closing';
import type { FeatureContract } from '@parley/contract/kernel/define';
import { Envelope, Meta, Resumed, SignalMeta } from '@parley/contract/kernel/envelope';
import { HTTP_STATUS, RETRYABLE, Refusal } from '@parley/contract/kernel/errors';
import { z } from 'zod';
import { canonical, type Json, type JsonObject } from './json.ts';
import { bareSchema } from './schemas.ts';

const KERNEL = { Closing, Envelope, Meta, Refusal, Resumed, SignalMeta };

export const Wire = z.object({
  version: z.number().int().positive(),
  fingerprint: z.string(),
  history: z.array(z.object({ version: z.number().int().positive(), fingerprint: z.string() })),
});
export type Wire = z.infer<typeof Wire>;

/** Everything on the wire as one JSON value, independent of the order features are listed in. */
function described(features: readonly FeatureContract[]): JsonObject {
  const kernel: JsonObject = { status: HTTP_STATUS, retryable: { ...RETRYABLE } };
  for (const [name, schema] of Object.entries(KERNEL)) kernel[name] = bareSchema(schema, 'output');
  const commands: JsonObject = {};
  const events: JsonObject = {};
  const routes: JsonObject = {};
  for (const feature of features) {
    for (const { name, effect, namespaces, rest, input, output } of feature.commands) {
      const over: Json = rest === undefined ? null : { status: 200, ...rest };
      commands[name] = {
        effect,
        namespaces: [...namespaces].sort(),
        rest: over,
        input: bareSchema(input, 'input'),
        output: bareSchema(output, 'output'),
      };
    }
    for (const { name, on, durable, namespaces, data } of feature.events) {
      events[name] = {
        on: [...on].sort(),
        durable,
        namespaces: [...namespaces].sort(),
        data: bareSchema(data, 'output'),
      };
    }
    for (const { method, path, status, auth, body, output } of feature.routes) {
      routes[`${method} ${path}`] = {
        status,
        auth,
        body: bareSchema(body, 'input'),
        output: bareSchema(output, 'output'),
      };
    }
  }
  return { kernel, commands, events, routes };
}

export function fingerprint(features: readonly FeatureContract[]): string {
  return createHash('sha256')
    .update(canonical(described(features)))
    .digest('hex');
}

export const CHANGED =
  'The wire changed but its version did not. Once a version is released, raise WIRE_VERSION in ' +
  'packages/contract/src/kernel/version.ts; either way run `npm run generate` and commit packages/contract/generated.';

/**
 * The next `wire.json`. A version's fingerprint is final once it is `released`; until then it follows the schemas.
 * Throws `CHANGED` when a released version's wire differs.
 */
export function nextWire(before: Wire | undefined, version: number, print: string, released: boolean): Wire {
  const history = before?.history ?? [];
  const known = history.find((entry) => entry.version === version);
  if (history.some((entry) => entry.version > version)) {
    throw new Error(`WIRE_VERSION ${version} is older than the history of generated/wire.json`);
  }
  if (known !== undefined && known.fingerprint !== print && released) throw new Error(CHANGED);
  return {
    version,
    fingerprint: print,
    history: [...history.filter((entry) => entry.version !== version), { version, fingerprint: print }],
  };
}
