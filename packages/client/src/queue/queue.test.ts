import type { WireError } from '@parley/contract/kernel/errors';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../../test/fake-clock.ts';
import { message } from '../../test/people.ts';
import { ParleyError, unavailable } from '../errors.ts';
import { CommandQueue, MAX_AGE_MS, MAX_ENTRIES } from './queue.ts';
import { memoryStorage, type QueueStorage } from './storage.ts';

interface Sent {
  readonly name: string;
  readonly input: Record<string, unknown>;
  readonly answer: (data: unknown) => Promise<void>;
  readonly fail: (error: ParleyError) => Promise<void>;
}

const refused = (code: WireError['code'], more: Partial<WireError> = {}) =>
  new ParleyError({ code, message: code, retryable: false, ...more });
const lost = () => unavailable('lost', { answerLost: true });

let clock: FakeClock;
let sent: Sent[];
let storage: QueueStorage;

function create(userId = 'ada'): CommandQueue {
  const queue = new CommandQueue({
    clock,
    random: () => 0,
    storage,
    send: (name, input) =>
      new Promise((resolve, reject) => {
        sent.push({
          name,
          input: input as Record<string, unknown>,
          answer: (data) => {
            resolve(data);
            return settle();
          },
          fail: (error) => {
            reject(error);
            return settle();
          },
        });
      }),
  });
  queue.own(userId);
  return queue;
}

const say = (queue: CommandQueue, content: string, roomId = 'r1') =>
  queue.enqueue('chat:message', { roomId, content });
const contents = () => sent.map(({ input }) => input.content);
const pending = (queue: CommandQueue) => queue.state.getSnapshot().pending.length;
const failed = (queue: CommandQueue) => queue.state.getSnapshot().failed;
const nth = (index: number) => {
  const one = sent[index];
  if (one === undefined) throw new Error(`only ${sent.length} were sent`);
  return one;
};

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  storage = memoryStorage();
});

describe('the queue', () => {
  it('keeps what is said offline and sends it once live', async () => {
    const queue = create();
    const { outcome, clientId } = say(queue, 'one');
    expect(sent).toEqual([]);
    expect(pending(queue)).toBe(1);
    queue.live();
    expect(nth(0).input).toEqual({ roomId: 'r1', content: 'one', clientId });
    await nth(0).answer({ message: message(1, { clientId }) });
    await expect(outcome).resolves.toMatchObject({ ok: true });
    expect(pending(queue)).toBe(0);
    expect(storage.load('ada')).toEqual([]);
  });

  it('keeps the order in a room, and lets rooms go at their own pace', async () => {
    const queue = create();
    say(queue, 'one');
    say(queue, 'two');
    say(queue, 'elsewhere', 'r2');
    queue.live();
    expect(contents()).toEqual(['one', 'elsewhere']);
    await nth(0).answer({ message: message(1) });
    expect(contents()).toEqual(['one', 'elsewhere', 'two']);
  });

  it('P3: sends again with the same clientId when the answer was lost with the line', async () => {
    const queue = create();
    say(queue, 'one');
    queue.live();
    queue.detach();
    await nth(0).fail(lost());
    expect(pending(queue)).toBe(1);
    queue.live();
    expect(sent).toHaveLength(2);
    expect(nth(1).input).toEqual(nth(0).input);
  });

  it('takes the answer of an earlier line if it comes after all', async () => {
    const queue = create();
    say(queue, 'one');
    queue.live();
    queue.detach();
    await nth(0).answer({ message: message(1) });
    expect(pending(queue)).toBe(0);
    queue.live();
    expect(sent).toHaveLength(1);
  });

  it('waits as long as the server asks, and lets nothing overtake', async () => {
    const queue = create();
    say(queue, 'one');
    say(queue, 'two');
    queue.live();
    await nth(0).fail(refused('RATE_LIMITED', { retryable: true, retryAfterMs: 2_000 }));
    await clock.advance(1_999);
    expect(contents()).toEqual(['one']);
    await clock.advance(1);
    expect(contents()).toEqual(['one', 'one']);
    expect(nth(1).input.clientId).toBe(nth(0).input.clientId);
  });

  it('keeps what was refused, with the reason, and goes on with the rest', async () => {
    const queue = create();
    const { outcome } = say(queue, 'one');
    say(queue, 'two');
    queue.live();
    await nth(0).fail(refused('FORBIDDEN'));
    await expect(outcome).resolves.toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(failed(queue)).toMatchObject([{ error: { code: 'FORBIDDEN' }, input: { content: 'one' } }]);
    expect(contents()).toEqual(['one', 'two']);
  });

  it('P3: retries a refused one with its clientId, and as a new command when that one is spent', async () => {
    const queue = create();
    const { clientId } = say(queue, 'one');
    queue.live();
    await nth(0).fail(refused('FORBIDDEN'));
    queue.retry(clientId);
    expect(failed(queue)).toEqual([]);
    expect(nth(1).input.clientId).toBe(clientId);
    await nth(1).fail(refused('CONFLICT'));
    queue.retry(clientId);
    expect(nth(2).input.clientId).not.toBe(clientId);
    expect(nth(2).input.content).toBe('one');
  });

  it('forgets what is discarded, here and where it is kept', async () => {
    const queue = create();
    const { clientId, outcome } = say(queue, 'one');
    queue.discard(clientId);
    await expect(outcome).resolves.toMatchObject({ ok: false });
    expect(pending(queue)).toBe(0);
    expect(storage.load('ada')).toEqual([]);
  });

  it('does not discard what is under way: it may have happened', () => {
    const queue = create();
    const { clientId } = say(queue, 'one');
    queue.live();
    queue.discard(clientId);
    expect(pending(queue)).toBe(1);
  });

  it('P3: does not send what is older than the server remembers clientIds', async () => {
    const queue = create();
    say(queue, 'one');
    await clock.advance(MAX_AGE_MS);
    queue.live();
    expect(sent).toEqual([]);
    expect(failed(queue)).toMatchObject([{ input: { content: 'one' }, error: { retryable: false } }]);
  });

  it('gives up after a server’s own fault has come back five times', async () => {
    const queue = create();
    say(queue, 'one');
    queue.live();
    for (let times = 0; times < 5; times += 1) {
      await nth(times).fail(refused('INTERNAL', { retryable: true }));
      await clock.advance(60_000);
    }
    expect(sent).toHaveLength(5);
    expect(failed(queue)).toHaveLength(1);
  });

  it('waits for a new sign-in rather than giving up', async () => {
    const queue = create();
    say(queue, 'one');
    queue.live();
    await nth(0).fail(refused('UNAUTHENTICATED'));
    expect(failed(queue)).toEqual([]);
    expect(pending(queue)).toBe(1);
  });

  it('says only the last of several reads, and drops one that is refused', async () => {
    const queue = create();
    const first = queue.enqueue('chat:read', { roomId: 'r1', messageId: 'm1' });
    queue.enqueue('chat:read', { roomId: 'r1', messageId: 'm2' });
    queue.live();
    expect(sent.map(({ input }) => input.messageId)).toEqual(['m2']);
    await nth(0).fail(refused('NOT_FOUND'));
    await expect(first.outcome).resolves.toMatchObject({ ok: false });
    expect(queue.state.getSnapshot()).toMatchObject({ pending: [], failed: [] });
  });

  it('of several reads that wait, one on purpose makes it on purpose', () => {
    const queue = create();
    queue.enqueue('chat:read', { roomId: 'r1', messageId: 'm1' });
    queue.enqueue('chat:read', { roomId: 'r1', messageId: 'm2', auto: true });
    queue.enqueue('chat:read', { roomId: 'r2', messageId: 'm3', auto: true });
    queue.enqueue('chat:read', { roomId: 'r2', messageId: 'm4', auto: true });
    queue.live();
    expect(sent.map(({ input }) => [input.messageId, input.auto])).toEqual([
      ['m2', undefined],
      ['m4', true],
    ]);
  });

  it('survives a reload, in order, failed ones too', async () => {
    const before = create();
    say(before, 'refused', 'r2');
    before.live();
    await nth(0).fail(refused('FORBIDDEN'));
    before.detach();
    say(before, 'one');
    await clock.advance(5);
    say(before, 'two');
    sent = [];
    const after = create();
    expect(failed(after)).toMatchObject([{ input: { content: 'refused' } }]);
    after.live();
    await nth(0).answer({ message: message(1) });
    expect(contents()).toEqual(['one', 'two']);
  });

  it('never sends what another person left', () => {
    say(create('ada'), 'secret');
    const bob = create('bob');
    bob.live();
    expect(sent).toEqual([]);
    expect(pending(bob)).toBe(0);
  });

  it('refuses more than it can hold', () => {
    const queue = create();
    for (let index = 0; index < MAX_ENTRIES; index += 1) say(queue, String(index));
    expect(() => say(queue, 'one too many')).toThrow(ParleyError);
    expect(pending(queue)).toBe(MAX_ENTRIES);
  });

  it('keeps an acknowledged message until its event is seen', async () => {
    const queue = create();
    say(queue, 'one');
    queue.live();
    await nth(0).answer({ message: message(1) });
    expect(queue.state.getSnapshot().accepted).toHaveLength(1);
    queue.seen(message(1).id);
    expect(queue.state.getSnapshot().accepted).toEqual([]);
  });
});
