/** What names somebody, and what only looks like it. */
import { describe, expect, it } from 'vitest';
import { MAX_MENTIONED, mentionAt, mentionedIn } from './mention-text.ts';

const names = (text: string) => mentionedIn(text).names;

describe('mentionedIn', () => {
  it.each([
    ['hi @ada', ['ada']],
    ['@Ada, @ben. (@carla) **@dan** _@eve_', ['ada', 'ben', 'carla', 'dan', 'eve']],
    ['@ada.lovelace. @a-b- @x_y', ['ada.lovelace', 'a-b', 'x_y']],
    ['@ada @ADA @ada', ['ada']],
    ['สวัสดี @ada ครับ, مرحبا @ben، 👋@carla', ['ada', 'ben', 'carla']],
    ['one\n@ada\n\n> @ben\n- @carla', ['ada', 'ben', 'carla']],
    ['`code` @ada `more` @ben', ['ada', 'ben']],
    ['a ` alone @ada', ['ada']],
    ['\\`@ada\\`', ['ada']],
    ['```\n@no\n```\n@ada', ['ada']],
  ])('%j names %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    'ada@example.org',
    'é@ada',
    'ก@ada',
    '@adaé',
    '@@ada',
    '@ada@example.org',
    'https://example.org/@ada https://example.org?by=@ada',
    '`@ada`',
    '``a ` @ada``',
    '```\n@ada\n```',
    '~~~ts\n@ada',
    '> ```\n> @ada\n> ```',
    '    @ada',
    '@',
    '@ ada',
    '@-ada',
    `@${'a'.repeat(33)}`,
  ])('%j names nobody', (text) => {
    expect(mentionedIn(text)).toEqual({ names: [], all: null });
  });

  it('tells everybody in the room from everybody who is there', () => {
    expect(mentionedIn('@here look').all).toBe('here');
    expect(mentionedIn('@Room look').all).toBe('room');
    expect(mentionedIn('@here and @room').all).toBe('room');
    expect(mentionedIn('`@room`').all).toBeNull();
  });

  it('looks up a bounded number of names', () => {
    const many = Array.from({ length: 500 }, (_, n) => `@p${n}`).join(' ');
    expect(names(many)).toHaveLength(MAX_MENTIONED);
  });

  it('takes no longer for what was written to make it', () => {
    const hostile = [
      '@'.repeat(8_000),
      '`'.repeat(8_000),
      '` '.repeat(4_000),
      '@a-'.repeat(2_600),
      '` `` '.repeat(1_600),
    ];
    const before = performance.now();
    for (const text of hostile) mentionedIn(`@ada ${text}`);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

describe('mentionAt', () => {
  it('finds one exactly there', () => {
    expect(mentionAt('hi @Ada!', 3)).toBe('Ada');
    expect(mentionAt('hi @Ada!', 0)).toBeNull();
    expect(mentionAt('a@ada', 1)).toBeNull();
  });
});
