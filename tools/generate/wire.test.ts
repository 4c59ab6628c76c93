/** The fingerprint changes with the wire and with nothing else, and a released version's is final. */
import { command, event, type FeatureContract, route } from '@parley/contract/kernel/define';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CHANGED, fingerprint, nextWire } from './wire.ts';

const input = z.object({ text: z.string() });

function feature(
  change: Partial<Parameters<typeof command>[0]> = {},
  data: z.ZodType = input,
): FeatureContract {
  return {
    name: 'sample',
    commands: [
      command({
        name: 'sample:say',
        summary: 'Say',
        effect: 'write',
        input,
        output: z.object({}),
        ...change,
      }),
    ],
    events: [event({ name: 'sample:said', summary: 'Said', on: ['room'], durable: true, data })],
    routes: [],
  };
}

const other: FeatureContract = {
  name: 'other',
  commands: [],
  events: [],
  routes: [
    route({
      summary: 'Look',
      method: 'GET',
      path: '/api/other',
      status: 200,
      auth: true,
      body: z.object({}),
      output: z.object({}),
    }),
  ],
};

describe('fingerprint', () => {
  const base = fingerprint([feature(), other]);

  test('stays when only prose or order changes', () => {
    expect(fingerprint([other, feature({ summary: 'Say it well' })])).toBe(base);
    expect(fingerprint([feature({ input: input.describe('what to say') }), other])).toBe(base);
  });

  test.each([
    ['an input', feature({ input: z.object({ text: z.string().max(5) }) })],
    ['an answer', feature({ output: z.object({ id: z.string() }) })],
    ['an effect', feature({ effect: 'read' })],
    ['a namespace', feature({ namespaces: ['/chat'] })],
    ['a REST name', feature({ rest: { method: 'POST', path: '/api/sample' } })],
    ['a name', feature({ name: 'sample:tell' })],
    ['an event', feature({}, z.object({ text: z.string(), at: z.string() }))],
  ])('changes with %s', (_what, changed) => {
    expect(fingerprint([changed, other])).not.toBe(base);
  });
});

describe('nextWire', () => {
  const v1 = nextWire(undefined, 1, 'aaa', false);

  test('an unreleased version follows its schemas', () => {
    expect(nextWire(v1, 1, 'bbb', false)).toEqual({
      version: 1,
      fingerprint: 'bbb',
      history: [{ version: 1, fingerprint: 'bbb' }],
    });
  });

  test('a released version whose wire changed is refused, and told what to do', () => {
    expect(() => nextWire(v1, 1, 'bbb', true)).toThrow(CHANGED);
    expect(CHANGED).toContain('WIRE_VERSION');
    expect(nextWire(v1, 1, 'aaa', true)).toEqual(v1);
  });

  test('a raised version keeps the history of those before it', () => {
    expect(nextWire(v1, 2, 'bbb', true).history).toEqual([
      { version: 1, fingerprint: 'aaa' },
      { version: 2, fingerprint: 'bbb' },
    ]);
  });

  test('a version never falls', () => {
    const v2 = nextWire(v1, 2, 'bbb', false);
    expect(() => nextWire(v2, 1, 'aaa', false)).toThrow('older');
  });
});
