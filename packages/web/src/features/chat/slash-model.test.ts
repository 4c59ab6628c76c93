/** What is sent as a message and what is carried out. */
import { expect, test } from 'vitest';
import { argumentsText, matching, sentAs } from './slash-model.ts';

test.each([
  ['/me waves', 'command'],
  ['/leave', 'command'],
  ['/ระวัง', 'command'],
  ['/usr/bin/env', 'message'],
  ['/ me', 'message'],
  ['/', 'message'],
  ['say /me', 'message'],
])('%j is a %s', (content, kind) => {
  expect(sentAs(content).kind).toBe(kind);
});

test('two slashes say one', () => {
  expect(sentAs('//me')).toEqual({ kind: 'message', content: '/me' });
});

test('what was begun is offered by its name and its other names, else what is like it', () => {
  const entry = (name: string, aliases: string[] = []) => ({
    name,
    aliases,
    takes: [],
    usage: '',
    description: '',
  });
  const all = [entry('invite', ['add']), entry('join'), entry('shrug')];
  const names = (query: string) => matching(all, query).map(({ name }) => name);
  expect(names('')).toEqual(['invite', 'join', 'shrug']);
  expect(names('ad')).toEqual(['invite']);
  expect(names('J')).toEqual(['join']);
  expect(names('rug')).toEqual(['shrug']);
  expect(names('xyz')).toEqual([]);
});

test('what a command takes is shown in the reader’s words', () => {
  const takes = [{ kind: 'person' }, { kind: 'text', optional: true }] as const;
  expect(argumentsText(takes, (kind) => (kind === 'person' ? '@ชื่อ' : 'ข้อความ'))).toBe('@ชื่อ [ข้อความ]');
});
