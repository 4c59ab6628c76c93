import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromTexts } from './texts.ts';

const convert = fromTexts(
  z.object({
    text: z.string(),
    limit: z.number().int().min(1).optional(),
    ratio: z.number().default(1),
    unread: z.boolean().nullable(),
    ids: z.array(z.string()).optional(),
    sizes: z.array(z.number()).optional(),
  }),
);

describe('texts into values', () => {
  it.each([
    [{ text: '12' }, { text: '12' }],
    [{ limit: '20' }, { limit: 20 }],
    [{ ratio: '-0.5' }, { ratio: -0.5 }],
    [{ unread: 'true' }, { unread: true }],
    [{ unread: '0' }, { unread: false }],
    [{ ids: 'a' }, { ids: ['a'] }],
    [{ ids: 'a,b' }, { ids: ['a', 'b'] }],
    [{ sizes: ['1', '2,3'] }, { sizes: [1, 2, 3] }],
    [{ unknown: '1' }, { unknown: '1' }],
  ])('%j becomes %j', (texts, values) => {
    expect({ ...convert(texts) }).toEqual(values);
  });

  it.each([{ limit: 'ten' }, { limit: '' }, { limit: '1e9' }, { limit: ['1', '2'] }, { unread: 'yes' }])(
    'what does not fit stays for the schema to refuse: %j',
    (texts) => {
      expect({ ...convert(texts) }).toEqual(texts);
    },
  );

  it('a property named __proto__ is only a property', () => {
    const values = convert(JSON.parse('{"__proto__":{"polluted":"1"}}'));
    expect({}).not.toHaveProperty('polluted');
    expect(Object.getPrototypeOf(values)).toBeNull();
  });
});
