/** One step: how much it takes, and that it takes effect once. Nothing else indexes here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../chat/harness.ts';
import { onEachSearchDatabase, type SearchHarness } from '../harness.ts';
import { decideStep, type Step } from './step.ts';

const NEVER_MS = 2 ** 31 - 1;
const ANSWER = { answer: { kind: 'json', json: '{}' } } as const;

onEachSearchDatabase((start) => {
  let server: SearchHarness;
  let ada: Person;

  beforeAll(async () => {
    server = await start({ lookEveryMs: NEVER_MS });
    ada = await server.person('ada');
  });
  afterAll(() => server.close());

  const roomWith = async (contents: readonly string[]) => {
    const { room } = await ada.call('chat:create', { name: 'Steps' });
    for (const content of contents) await ada.call('chat:message', { roomId: room.id, content });
    return room.id;
  };
  const taken = (step: Step | null) =>
    step?.write.statements.filter(
      (statement) => statement.kind === 'insert' && statement.table === 'derived_search_texts',
    ).length;
  const commit = async (step: Step | null) => {
    if (step === null) throw new Error('there is a step');
    return (await server.kernel.commit({ ...step.write, ...ANSWER })).kind;
  };
  /** Messages of each step until nothing is left. */
  const run = async (roomId: string) => {
    const steps: (number | undefined)[] = [];
    for (;;) {
      const step = await decideStep(server.db, roomId);
      if (step === null) return steps;
      steps.push(taken(step));
      await commit(step);
      if (step.caughtUp) expect(await decideStep(server.db, roomId)).toBeNull();
    }
  };

  describe('a step', () => {
    it('takes a hundred messages', async () => {
      expect(await run(await roomWith(Array.from({ length: 205 }, (_, n) => `message ${n}`)))).toEqual([
        100, 100, 5,
      ]);
    });

    it('takes so many characters, and one message at least', async () => {
      expect(await run(await roomWith(Array.from({ length: 5 }, () => 'long '.repeat(1_600))))).toEqual([
        2, 2, 1,
      ]);
    });

    it('decided twice takes effect once', async () => {
      const roomId = await roomWith(['once only']);
      const [one, two] = await Promise.all([decideStep(server.db, roomId), decideStep(server.db, roomId)]);
      const outcomes = await Promise.all([commit(one), commit(two)]);
      expect(outcomes.sort()).toEqual(['committed', 'conflict']);
      expect(await decideStep(server.db, roomId)).toBeNull();
    });

    it('takes a message that changed once, however often it did', async () => {
      const roomId = await roomWith(['first']);
      await run(roomId);
      const { message } = await ada.call('chat:message', { roomId, content: 'second' });
      for (let n = 0; n < 5; n += 1) {
        await ada.call('chat:edit', { roomId, messageId: message.id, content: `second, ${n}` });
      }
      const step = await decideStep(server.db, roomId);
      expect([taken(step), step?.write.statements.length, step?.caughtUp]).toEqual([1, 2, true]);
    });

    it('takes nothing of what was said and deleted before it came', async () => {
      const roomId = await roomWith([]);
      const { message } = await ada.call('chat:message', { roomId, content: 'oops' });
      await ada.call('chat:delete', { roomId, messageId: message.id });
      expect(await run(roomId)).toEqual([0]);
    });
  });
});
