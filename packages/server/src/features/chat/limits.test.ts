import { expect, it } from 'vitest';
import { chatLimits } from './limits.ts';

it('has defaults, and takes what is set', () => {
  expect(chatLimits({})).toEqual({ messageMaxChars: 8_000, metadataMaxBytes: 16_384 });
  expect(chatLimits({ MESSAGE_MAX_CHARS: '100000', MESSAGE_METADATA_MAX_BYTES: '' })).toEqual({
    messageMaxChars: 100_000,
    metadataMaxBytes: 16_384,
  });
});

it.each(['0', '-1', '1.5', 'many'])('refuses %s by name', (value) => {
  expect(() => chatLimits({ MESSAGE_MAX_CHARS: value })).toThrow(/MESSAGE_MAX_CHARS is "/);
});
