import { describe, expect, it } from 'vitest';
import { filled } from './template.ts';

describe('a template', () => {
  it('has what is made in its places, dollars and all', () => {
    expect(filled('{{one}} and {{two}} and {{one}}', { one: '1', two: '$&' })).toBe('1 and $& and 1');
  });

  it('refuses a place that nothing is made for', () => {
    expect(() => filled('{{one}}', {})).toThrow('nothing is made for {{one}}');
  });

  it('refuses what has no place', () => {
    expect(() => filled('words', { one: '1' })).toThrow('no place for one');
  });
});
