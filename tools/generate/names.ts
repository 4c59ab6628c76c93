/** Which schemas have a name of their own: what the kernel and each feature's `model.ts` export. */
import { existsSync } from 'node:fs';
import { Closing } from '@parley/contract/kernel/closing';
import type { FeatureContract } from '@parley/contract/kernel/define';
import { Envelope, Meta, Resumed, SignalMeta } from '@parley/contract/kernel/envelope';
import { Refusal, WireError } from '@parley/contract/kernel/errors';
import { Position } from '@parley/contract/kernel/position';
import { PresenceChanged, PresenceStatus } from '@parley/contract/kernel/presence';
import { z } from 'zod';

const KERNEL = {
  Closing,
  Envelope,
  Meta,
  Position,
  PresenceChanged,
  PresenceStatus,
  Refusal,
  Resumed,
  SignalMeta,
  WireError,
};

const FEATURES_FOLDER = new URL('../../packages/contract/src/features/', import.meta.url);

/** The schemas a feature names; a name another feature took is prefixed by the feature's own. */
export async function namedSchemas(features: readonly FeatureContract[]): Promise<Map<string, z.ZodType>> {
  const names = new Map<string, z.ZodType>(Object.entries(KERNEL));
  for (const feature of features) {
    const file = new URL(`${feature.name}/model.ts`, FEATURES_FOLDER);
    if (!existsSync(file)) continue;
    const model: Record<string, unknown> = await import(file.href);
    for (const [name, value] of Object.entries(model)) {
      if (!(value instanceof z.ZodType) || [...names.values()].includes(value)) continue;
      names.set(names.has(name) ? pascal(`${feature.name} ${name}`) : name, value);
    }
  }
  return names;
}

/** `chat:add-member` -> `ChatAddMember`. */
export const pascal = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** `chat:add-member` -> `chatAddMember`. */
export const camel = (name: string): string => {
  const words = pascal(name);
  return words.charAt(0).toLowerCase() + words.slice(1);
};
