import { SAVED_KNOWN } from '@parley/contract/features/saved/limits';
import { describe, expect, it } from 'vitest';
import { event } from '../../../test/people.ts';
import { SAVED } from './projection.ts';

/** A server's list, the latest first, and the events it tells of each change. */
class Model {
  ids: string[] = [];
  #seq = 0;

  add(messageId: string) {
    this.ids = [messageId, ...this.ids];
    return this.#told('saved:added', { messageId });
  }

  remove(messageId: string) {
    const rank = this.ids.indexOf(messageId);
    const entered = rank < SAVED_KNOWN ? (this.ids[SAVED_KNOWN] ?? null) : null;
    this.ids = this.ids.filter((id) => id !== messageId);
    return this.#told('saved:removed', { messageId, entered });
  }

  snapshot() {
    return { saved: this.ids.slice(0, SAVED_KNOWN) };
  }

  #told(type: string, data: unknown) {
    this.#seq += 1;
    return event(this.#seq, type, data, 'user:ada');
  }
}

describe('what I saved', () => {
  it('P10: a snapshot and the events after it equal a fresh one, also beyond what one snapshot holds', () => {
    const model = new Model();
    let state = SAVED.from(model.snapshot());
    let random = 7;
    for (let step = 0; step < 1_500; step += 1) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      const present = model.ids[random % Math.max(1, model.ids.length)];
      const told = random % 5 === 0 && present !== undefined ? model.remove(present) : model.add(`m${step}`);
      state = SAVED.next(state, told);
      if (step % 100 === 0) expect(state).toEqual(SAVED.from(model.snapshot()));
    }
    expect(model.ids.length).toBeGreaterThan(SAVED_KNOWN);
    expect(state).toEqual(SAVED.from(model.snapshot()));
  });

  it('is nothing where the snapshot says nothing, and no other event changes it', () => {
    expect(SAVED.from({})).toEqual(SAVED.empty);
    expect(SAVED.next(SAVED.empty, event(1, 'chat:read', {}, 'user:ada'))).toBe(SAVED.empty);
  });
});
