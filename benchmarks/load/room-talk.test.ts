import { describe, expect, it } from 'vitest';
import type { Line } from './line.ts';
import { RoomTalk } from './room-talk.ts';

/** A room where two things were said after position 4. */
async function talk() {
  const said: string[] = [];
  const writer = {
    ask: async (_: string, payload: object) => {
      said.push((payload as { content: string }).content);
      return '';
    },
  } as unknown as Line;
  const room = new RoomTalk('r', 20);
  room.entered({ epoch: 'e', seq: 4 });
  await room.say(writer, 2);
  const events = said.map((content, index) => ({ seq: 5 + index, data: { content } }));
  const answer = (over: object = {}) =>
    JSON.stringify([
      {
        ok: true,
        data: {
          'user:u': { recovered: true, position: { epoch: 'e', seq: 1 }, events: [], more: false },
          'room:r': { position: { epoch: 'e', seq: 6 }, recovered: true, events, more: false, ...over },
        },
      },
    ]);
  return { room, events, answer };
}

describe('what somebody who comes back is told', () => {
  it('is exactly what was said, for the first and for everybody after', async () => {
    const { room, answer } = await talk();
    expect(room.check(answer())).toEqual({ recovered: true });
    expect(room.check(answer())).toEqual({ recovered: true });
  });

  it('may be to start anew', async () => {
    const { room, answer } = await talk();
    expect(room.check(answer({ recovered: false, events: [] }))).toEqual({ recovered: false });
  });

  it('is wrong when something is left out, repeated, changed or kept for a next page', async () => {
    const { room, events, answer } = await talk();
    const [first, second] = events;
    const changed = { ...second, data: { content: 'other' } };
    for (const over of [
      { events: [first] },
      { events: [first, first] },
      { events: [first, changed] },
      { more: true },
    ]) {
      expect(() => room.check(answer(over))).toThrow('not told exactly');
    }
  });

  it('is no answer when it is a refusal, or about something else', async () => {
    const { room } = await talk();
    const refused = [{ ok: true, data: { 'room:r': { ok: false, error: { code: 'UNAVAILABLE' } } } }];
    expect(() => room.check(JSON.stringify(refused))).toThrow('refused');
    expect(() => room.check('[{"ok":true,"data":{}}]')).toThrow('says nothing');
  });
});
