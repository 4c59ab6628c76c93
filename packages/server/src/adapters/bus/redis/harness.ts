/** A node's bus on a Redis of the test, and what it said. */
import { randomUUID } from 'node:crypto';
import { CountingTelemetry } from '@parley/testkit/kernel/rig';
import { expect, onTestFinished } from 'vitest';
import type { Bus, Clock } from '../../../kernel/index.ts';
import { createRedisBus } from './bus.ts';

export interface TestNode {
  readonly bus: Bus;
  readonly telemetry: CountingTelemetry;
  readonly received: string[];
  readonly said: { gaps: number; away: number; back: number };
}

const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export interface NodeOptions {
  readonly prefix?: string;
  readonly maxWaitingBytes?: number;
}

/** Not waited for. */
export function startNode(url: string, options: NodeOptions = {}): TestNode {
  const telemetry = new CountingTelemetry();
  const said = { gaps: 0, away: 0, back: 0 };
  const bus = createRedisBus({
    url,
    prefix: 'test',
    clock,
    ids: { next: randomUUID, digest: (text) => text, random: Math.random },
    telemetry,
    onAway: () => (said.away += 1),
    onBack: () => (said.back += 1),
    ...options,
  });
  const received: string[] = [];
  bus.onMessage((topic, body) => received.push(`${topic} ${body}`));
  bus.onGap(() => (said.gaps += 1));
  onTestFinished(() => bus.close());
  return { bus, telemetry, received, said };
}

export async function readyNode(url: string, options?: NodeOptions): Promise<TestNode> {
  const node = startNode(url, options);
  await healthy(node);
  return node;
}

export function healthy(...nodes: TestNode[]): Promise<void> {
  return expect.poll(() => nodes.every(({ bus }) => bus.healthy), { timeout: 15_000 }).toBe(true);
}
