/**
 * What every transport's connection must do (ports/connection.ts, rules C1–C4), seen from a stock client at the
 * other end. An adapter's test calls this once for each way it can carry frames.
 */
import type { Closing } from '@parley/contract/kernel/closing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Batch } from '../fanout/batch.ts';
import { WireEvent } from '../log/event.ts';
import type { Connection } from '../ports/connection.ts';

/** Something a client received: an event or a signal with its meta, or the answer to what it asked. */
export interface Received {
  readonly what: string;
  readonly data: unknown;
  readonly meta?: unknown;
}

export interface Peer {
  readonly connection: Connection;
  /** The client sends a command; resolves on the server's side with the way to answer it. */
  ask(): Promise<(answerJson: string) => void>;
  /** Resolves once the client received `count` things, with all of them in the order they came. */
  received(count: number): Promise<readonly Received[]>;
  /** From now on the client's side reads nothing from the network. */
  stopReading(): void;
  /** How the client took the end of its connection. */
  readonly ended: Promise<'returns' | 'stays away'>;
  /** The client's side vanishes; resolves once the server noticed. */
  vanish(): Promise<void>;
  dispose(): Promise<void>;
}

const AT = '2026-01-01T00:00:00.000Z';
const DRAIN: Closing = { code: 'drain', message: 'Restarting.', retryable: true, afterMs: 0 };
const LOGOUT: Closing = { code: 'logout', message: 'You signed out.', retryable: false, afterMs: 0 };

export function connectionConformance(name: string, open: () => Promise<Peer>): void {
  const peer = async () => {
    const opened = await open();
    onTestFinished(() => opened.dispose());
    return opened;
  };

  describe(`connection conformance: ${name}`, () => {
    it('C1: an event arrives with its data and the envelope without data', async () => {
      const { connection, received } = await peer();
      connection.deliver(batch(1, 1, 'ไทย 👋 \u2028'));
      expect(await received(1)).toEqual([
        {
          what: 'test:event',
          data: { n: 1, text: 'ไทย 👋 \u2028' },
          meta: { channel: 'room:a', epoch: 'e', seq: 1, type: 'test:event', actor: 'u', at: AT },
        },
      ]);
    });

    it('C1: events, signals and answers arrive in the order they were handed over', async () => {
      const { connection, received, ask } = await peer();
      const expected: unknown[] = [];
      for (let round = 0; round < 40; round++) {
        const answer = await ask();
        connection.deliver(batch(round * 10 + 1, 3));
        answer(`{"ok":true,"data":{"round":${round}}}`);
        connection.signal(signal(round));
        connection.deliver(batch(round * 10 + 4, 7));
        expected.push(...numbers(round * 10 + 1, 3), `answer ${round}`, `signal ${round}`);
        expected.push(...numbers(round * 10 + 4, 7));
      }
      expect((await received(expected.length)).map(told)).toEqual(expected);
    });

    it('C1: frames of every length arrive whole', async () => {
      const { connection, received } = await peer();
      const sizes = [0, 1, 20, 100, 125, 126, 127, 4_000, 65_300, 65_535, 65_536, 70_000, 200_000];
      sizes.forEach((size, index) => {
        connection.deliver(batch(index + 1, 1, 'x'.repeat(size)));
      });
      const lengths = (await received(sizes.length)).map(
        ({ data }) => (data as { text: string }).text.length,
      );
      expect(lengths).toEqual(sizes);
    });

    it('C2: after the peer vanished every method does nothing', async () => {
      const { connection, vanish } = await peer();
      await vanish();
      expect(() => {
        connection.deliver(batch(1, 3));
        connection.signal(signal(1));
        connection.close(DRAIN);
        connection.close(LOGOUT);
      }).not.toThrow();
      expect(connection.queuedBytes()).toBe(0);
    });

    it('C3: what a peer that reads nothing leaves waiting is counted', async () => {
      const { connection, stopReading } = await peer();
      stopReading();
      // Far more than both kernels' socket buffers take.
      const text = 'x'.repeat(100_000);
      let handed = 0;
      while (connection.queuedBytes() < 1_000_000 && handed < 400)
        connection.deliver(batch(++handed, 1, text));
      const before = connection.queuedBytes();
      expect(before).toBeGreaterThan(1_000_000);
      connection.deliver(batch(handed + 1, 1, text));
      expect(connection.queuedBytes() - before).toBeGreaterThan(100_000);
    });

    it('C3: nothing waits once a reading peer took everything', async () => {
      const { connection, received } = await peer();
      connection.deliver(batch(1, 500, 'x'.repeat(1_000)));
      await received(500);
      await expect.poll(() => connection.queuedBytes()).toBe(0);
    });

    it('C4: a retryable close is announced after all that went before, and the client returns', async () => {
      const { connection, received, ended } = await peer();
      connection.deliver(batch(1, 200, 'x'.repeat(500)));
      connection.close(DRAIN);
      connection.deliver(batch(201, 1));
      expect(await ended).toBe('returns');
      const all = await received(201);
      expect(all.map(told)).toEqual([...numbers(1, 200), 'session:closing']);
      expect(all.at(-1)?.data).toEqual(DRAIN);
    });

    it('C4: a close for good is announced after all that went before, and the client stays away', async () => {
      const { connection, received, ended } = await peer();
      connection.deliver(batch(1, 200, 'x'.repeat(500)));
      connection.close(LOGOUT);
      connection.deliver(batch(201, 1));
      expect(await ended).toBe('stays away');
      const all = await received(201);
      expect(all.map(told)).toEqual([...numbers(1, 200), 'session:closing']);
      expect(all.at(-1)?.data).toEqual(LOGOUT);
    });
  });
}

/** `count` events of one channel from `first` on. */
export function batch(first: number, count: number, text?: string): Batch {
  const events = numbers(first, count).map((seq) => {
    const data = JSON.stringify(text === undefined ? { n: seq } : { n: seq, text });
    return new WireEvent('room:a', 'e', { seq, type: 'test:event', actor: 'u', at: AT, data });
  });
  return new Batch(events);
}

function signal(n: number) {
  return { channel: 'room:a', type: 'test:signal', actor: 'u', at: AT, data: `{"n":${n}}` };
}

function numbers(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

/** A received thing in short: the number of an event, the words for the rest. */
function told({ what, data }: Received): number | string {
  if (what === 'test:event') return (data as { n: number }).n;
  if (what === 'test:signal') return `signal ${(data as { n: number }).n}`;
  if (what === 'answer') return `answer ${(data as { data: { round: number } }).data.round}`;
  return what;
}
