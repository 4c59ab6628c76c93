/** What every bus must do (ports/bus.ts, rules B1–B4). An adapter's test calls this with a way to make nodes. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Bus } from '../ports/bus.ts';

export interface BusCluster {
  /** One more node of the same cluster. */
  node(): Promise<Bus>;
  /** Whether a node can know that nobody else listens (B3). */
  readonly knowsListeners: boolean;
  close(): Promise<void>;
}

interface Node {
  readonly bus: Bus;
  readonly received: string[];
  /** Resolves once `count` messages came. */
  until(count: number): Promise<readonly string[]>;
}

export function busConformance(name: string, open: () => Promise<BusCluster>): void {
  describe(`bus conformance: ${name}`, () => {
    it('B1: messages reach every other subscribed node in publishing order', async () => {
      const [a, b, c] = await cluster(open, 3);
      await Promise.all([b.bus.subscribe('t'), c.bus.subscribe('t')]);
      for (let n = 0; n < 500; n++) a.bus.publish('t', () => String(n));
      const expected = Array.from({ length: 500 }, (_, n) => `t ${n}`);
      expect(await b.until(500)).toEqual(expected);
      expect(await c.until(500)).toEqual(expected);
    });

    it('B1: topics that were not subscribed stay silent', async () => {
      const [a, b] = await cluster(open, 2);
      await b.bus.subscribe('wanted');
      a.bus.publish('other', () => 'no');
      a.bus.publish('wanted', () => 'yes');
      expect(await b.until(1)).toEqual(['wanted yes']);
    });

    it('B2: a node never receives its own messages', async () => {
      const [a, b] = await cluster(open, 2);
      await Promise.all([a.bus.subscribe('t'), b.bus.subscribe('t')]);
      a.bus.publish('t', () => 'from a');
      await b.until(1);
      b.bus.publish('t', () => 'from b');
      expect(await a.until(1)).toEqual(['t from b']);
      expect(b.received).toEqual(['t from a']);
    });

    it('B3: with nobody else there, publishing does not throw, and encodes only where that can’t be known', async () => {
      const made = await open();
      const a = await made.node();
      onTestFinished(async () => {
        await a.close();
        await made.close();
      });
      await a.subscribe('t');
      let encoded = 0;
      a.publish('t', () => String(++encoded));
      expect(encoded).toBe(made.knowsListeners ? 0 : 1);
    });

    it('B4: after unsubscribing nothing of that topic arrives, and subscriptions are counted', async () => {
      const [a, b] = await cluster(open, 2);
      await b.bus.subscribe('t');
      await b.bus.subscribe('t');
      await b.bus.subscribe('last');
      await b.bus.unsubscribe('t');
      a.bus.publish('t', () => 'still');
      await b.until(1);
      await b.bus.unsubscribe('t');
      a.bus.publish('t', () => 'gone');
      a.bus.publish('last', () => 'seen');
      expect(await b.until(2)).toEqual(['t still', 'last seen']);
    });

    it('a closed node receives nothing and harms nobody', async () => {
      const [a, b, c] = await cluster(open, 3);
      await Promise.all([b.bus.subscribe('t'), c.bus.subscribe('t')]);
      await b.bus.close();
      a.bus.publish('t', () => 'on');
      expect(await c.until(1)).toEqual(['t on']);
      expect(b.received).toEqual([]);
    });
  });
}

async function cluster<N extends number>(
  open: () => Promise<BusCluster>,
  size: N,
): Promise<Node[] & [Node, Node, Node]> {
  const made = await open();
  const nodes: Node[] = [];
  for (let n = 0; n < size; n++) nodes.push(listening(await made.node()));
  onTestFinished(async () => {
    for (const { bus } of nodes) await bus.close();
    await made.close();
  });
  // A test takes as many as it asked for.
  return nodes as Node[] & [Node, Node, Node];
}

function listening(bus: Bus): Node {
  const received: string[] = [];
  let wake = () => {};
  bus.onMessage((topic, body) => {
    received.push(`${topic} ${body}`);
    wake();
  });
  const until = async (count: number) => {
    while (received.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return received;
  };
  return { bus, received, until };
}
