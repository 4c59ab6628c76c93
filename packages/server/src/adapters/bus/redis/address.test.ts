import { expect, it } from 'vitest';
import { redisAddress } from './address.ts';

it.each([
  ['redis://h:1', { urls: ['redis://h:1'], cluster: false }],
  ['rediss://u:p@h/2', { urls: ['rediss://u:p@h/2'], cluster: false }],
  ['redis://h:1?cluster=true', { urls: ['redis://h:1'], cluster: true }],
  ['redis://h:1, redis://h:2', { urls: ['redis://h:1', 'redis://h:2'], cluster: true }],
])('%s', (text, address) => {
  expect(redisAddress(text)).toEqual(address);
});
