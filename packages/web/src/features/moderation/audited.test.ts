import type { FeatureContract } from '@parley/contract/kernel/define';
import { FEATURES } from '@parley/contract/registry';
import { expect, it } from 'vitest';
import { AUDITED } from './audited.ts';

it('every act of authority can be looked for', () => {
  const commands = FEATURES.flatMap((feature: FeatureContract) => feature.commands);
  expect([...AUDITED].sort()).toEqual(
    commands
      .filter(({ audited }) => audited)
      .map(({ name }) => name)
      .sort(),
  );
});
