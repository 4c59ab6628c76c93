import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { WorkerCalls } from './calls.ts';
import { sqliteLibrary } from './library.ts';
import { startWorker } from './start-worker.ts';

type TestCalls = {
  readonly echo: { readonly input: unknown; readonly output: unknown };
  readonly die: { readonly input: string; readonly output: never };
};

/** A thread that answers as `answerCalls` does. */
const ECHO = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (calls) => calls === null ? parentPort.close() : parentPort.postMessage(calls.map(({ op, input }) => {
    if (op === 'die') throw new Error(input);
    if (input === 'refuse') return { ok: false, name: 'Refusal', message: 'no' };
    return { ok: true, value: [input, calls.length] };
  })));`;

function start(): { calls: WorkerCalls<TestCalls>; deaths: Error[] } {
  const deaths: Error[] = [];
  const calls = new WorkerCalls<TestCalls>(new Worker(ECHO, { eval: true }), (cause) => deaths.push(cause));
  onTestFinished(() => calls.end());
  return { calls, deaths };
}

it('calls of one tick go over in one message and are answered in order, errors by name', async () => {
  const { calls } = start();
  const answers = Promise.allSettled([
    calls.call('echo', 1),
    calls.call('echo', 'refuse'),
    calls.call('echo', 3),
  ]);
  expect(await answers).toEqual([
    { status: 'fulfilled', value: [1, 3] },
    { status: 'rejected', reason: expect.objectContaining({ name: 'Refusal', message: 'no' }) },
    { status: 'fulfilled', value: [3, 3] },
  ]);
});

it('what can not cross threads is refused, and later calls still find their answers', async () => {
  const { calls } = start();
  const first = calls.call('echo', 'before');
  await Promise.resolve();
  await expect(calls.call('echo', () => undefined)).rejects.toThrow('could not be cloned');
  expect(await first).toEqual(['before', 1]);
  expect(await calls.call('echo', 'after')).toEqual(['after', 1]);
});

it('L5: a thread that dies is reported once; its calls are neither done nor refused, later ones refused', async () => {
  const { calls, deaths } = start();
  let settled = false;
  const mark = (): void => {
    settled = true;
  };
  calls.call('die', 'disk on fire').then(mark, mark);
  await expect.poll(() => deaths.length, { timeout: 10_000 }).toBe(1);
  expect(deaths[0]?.message).toBe('disk on fire');
  await expect(calls.call('echo', 1)).rejects.toThrow('closed');
  expect([settled, deaths.length]).toEqual([false, 1]);
});

it('an end that was asked for is no death, and comes after what was called before it', async () => {
  const { calls, deaths } = start();
  const last = calls.call('echo', 1);
  await calls.end();
  expect(await last).toEqual([1, 1]);
  expect(deaths).toEqual([]);
  await expect(calls.call('echo', 2)).rejects.toThrow('closed');
});

it.each(['reader', 'writer'] as const)(
  'a %s that is ended as soon as it was started ends by itself',
  async (name) => {
    const worker = await startWorker(name, { dataDir: '/nowhere', library: sqliteLibrary() });
    const ended = once(worker, 'exit');
    await new WorkerCalls(worker, () => undefined).end();
    expect(await ended).toEqual([0]);
  },
);
