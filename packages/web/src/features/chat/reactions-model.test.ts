import { expect, it } from 'vitest';
import { reactionsOf } from './reactions-model.ts';

it('counts those who are not named', () => {
  const message = { reactions: { '🍵': ['ada', 'bob'], '🎉': ['bob'] }, reactionCounts: { '🍵': 40 } };
  expect(reactionsOf(message, 'ada')).toEqual([
    { emoji: '🍵', count: 40, isMine: true, named: ['ada', 'bob'] },
    { emoji: '🎉', count: 1, isMine: false, named: ['bob'] },
  ]);
  expect(reactionsOf({ reactions: {} }, 'ada')).toEqual([]);
});
