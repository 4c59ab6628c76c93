import { FEATURES } from '@parley/contract/registry';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from './registry.ts';

describe('the commands as the SDK finds them', () => {
  it('are those of the contract, with the same effects and doors', () => {
    const contract = FEATURES.flatMap((feature) => [...feature.commands]).map(
      ({ name, effect, namespaces, rest }) => [
        name,
        {
          effect,
          socket: namespaces.includes('/chat'),
          ...(rest === undefined ? {} : { rest: { method: rest.method, path: rest.path } }),
        },
      ],
    );
    expect(COMMANDS).toEqual(Object.fromEntries(contract));
  });
});
