import { expect, test } from 'vitest';
import { askAgainMs } from './voice-model.ts';

test('asks when the mute ends, neither sooner nor far later', () => {
  expect(askAgainMs({ endsInMs: 60_000 })).toBe(60_250);
  expect(askAgainMs({ endsInMs: 0 })).toBe(1_000);
  expect(askAgainMs({ endsInMs: 90 * 86_400_000 })).toBe(3_600_000);
});

test('does not ask where nothing ends by itself', () => {
  expect(askAgainMs({ endsInMs: null })).toBe(false);
  expect(askAgainMs(null)).toBe(false);
});

test('asks again after a question that was not answered', () => {
  expect(askAgainMs(undefined)).toBe(5_000);
});
