/** What was typed, as it is read. */
import { describe, expect, test } from 'vitest';
import { nearestNames, parseSlash, splitArguments, usageOf } from './parse.ts';

describe('what is typed', () => {
  test.each([
    ['/me waves', { kind: 'command', name: 'me', rest: 'waves' }],
    ['/ME  waves\nand bows ', { kind: 'command', name: 'me', rest: 'waves\nand bows' }],
    ['/leave', { kind: 'command', name: 'leave', rest: '' }],
    ['//me waves', { kind: 'said', text: '/me waves' }],
    ['/ me', { kind: 'said', text: '/ me' }],
    ['/usr/bin/env', { kind: 'said', text: '/usr/bin/env' }],
    ['/', { kind: 'said', text: '/' }],
  ])('%j', (text, expected) => {
    expect(parseSlash(text)).toEqual(expected);
  });
});

describe('arguments', () => {
  const person = { kind: 'person' } as const;
  const room = { kind: 'room' } as const;
  const text = { kind: 'text' } as const;
  const perhaps = { kind: 'text', optional: true } as const;

  test.each([
    [[], '', []],
    [[], 'more', null],
    [[person], '@ada', ['ada']],
    [[person], 'ada', ['ada']],
    [[person], '@ada now', null],
    [[person], '', null],
    [[person], '@', null],
    [[person], '@a/b', null],
    [[room], '#general', ['general']],
    [[text], 'all of  it', ['all of  it']],
    [[text], '', null],
    [[person, perhaps], '@ada hello there', ['ada', 'hello there']],
    [[person, perhaps], '@ada', ['ada', undefined]],
  ] as const)('%j of %j', (takes, rest, expected) => {
    expect(splitArguments(takes, rest)).toEqual(expected);
  });

  test('are shown', () => {
    expect(usageOf('msg', [person, perhaps])).toBe('/msg @name [<text>]');
    expect(usageOf('join', [room])).toBe('/join #room');
  });
});

test.each([
  ['tpoic', ['topic']],
  ['invit', ['invite']],
  ['j', ['join']],
  ['shurg', ['shrug']],
  ['xyzzy', []],
])('near %s stands %j', (typed, expected) => {
  expect(nearestNames(typed, ['help', 'invite', 'join', 'leave', 'me', 'msg', 'shrug', 'topic'])).toEqual(
    expected,
  );
});
