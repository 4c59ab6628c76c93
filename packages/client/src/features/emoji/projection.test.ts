import type { CustomEmoji } from '@parley/contract/features/emoji/model';
import { describe, expect, it } from 'vitest';
import { event } from '../../../test/people.ts';
import { EMOJI } from './projection.ts';

/** A server's emoji, and the events it tells of each change. */
class Model {
  readonly #emoji = new Map<string, CustomEmoji>();
  #seq = 0;

  get names() {
    return [...this.#emoji.keys()];
  }

  add(name: string) {
    const id = `id-${this.#seq}`;
    const url = `/api/emoji/${id}`;
    const emoji = { id, name, url, createdBy: 'ada', createdAt: '2026-01-01T00:00:00.000Z' };
    this.#emoji.set(name, emoji);
    return this.#told('emoji:added', { emoji });
  }

  remove(name: string) {
    const emojiId = this.#emoji.get(name)?.id;
    this.#emoji.delete(name);
    return this.#told('emoji:removed', { emojiId, name });
  }

  snapshot() {
    return { emoji: [...this.#emoji.values()] };
  }

  #told(type: string, data: unknown) {
    this.#seq += 1;
    return event(this.#seq, type, data, 'emoji:all');
  }
}

describe('the emoji of a server', () => {
  it('P10: a snapshot and the events after it equal a fresh one', () => {
    const model = new Model();
    let state = EMOJI.from(model.snapshot());
    let random = 7;
    for (let step = 0; step < 400; step += 1) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      const present = model.names[random % Math.max(1, model.names.length)];
      const told = random % 3 === 0 && present !== undefined ? model.remove(present) : model.add(`n${step}`);
      state = EMOJI.next(state, told);
      expect(state).toEqual(EMOJI.from(model.snapshot()));
    }
    expect(state.list.length).toBeGreaterThan(50);
  });

  it('P10: one that is taken away and added again is the new one', () => {
    const model = new Model();
    const events = [model.add('parrot'), model.remove('parrot'), model.add('parrot')];
    const state = events.reduce(EMOJI.next, EMOJI.empty);
    expect(state).toEqual(EMOJI.from(model.snapshot()));
    expect(state.byName.get('parrot')?.id).toBe('id-2');
  });

  it('are none where the snapshot says nothing, and no other event changes them', () => {
    expect(EMOJI.from({})).toEqual(EMOJI.empty);
    expect(EMOJI.next(EMOJI.empty, event(1, 'chat:read', {}, 'emoji:all'))).toBe(EMOJI.empty);
  });
});
