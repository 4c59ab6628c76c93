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
  /** Why it was away, each time that it said so. */
  readonly causes: unknown[];
  /** How often it lost a link, or never got one. */
  readonly losses: () => number;
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
  const causes: unknown[] = [];
  let losses = 0;
  // Asked for once after each loss: how long to wait.
  const random = () => {
    losses += 1;
    return Math.random();
  };
  const bus = createRedisBus({
    url,
    prefix: 'test',
    clock,
    ids: { next: randomUUID, digest: (text) => text, random },
    telemetry,
    onAway: (cause) => {
      said.away += 1;
      causes.push(cause);
    },
    onBack: () => (said.back += 1),
    ...options,
  });
  const received: string[] = [];
  bus.onMessage((topic, body) => received.push(`${topic} ${body}`));
  bus.onGap(() => (said.gaps += 1));
  onTestFinished(() => bus.close());
  return { bus, telemetry, received, said, causes, losses: () => losses };
}

export async function readyNode(url: string, options?: NodeOptions): Promise<TestNode> {
  const node = startNode(url, options);
  await healthy(node);
  return node;
}

export function healthy(...nodes: TestNode[]): Promise<void> {
  return expect.poll(() => nodes.every(({ bus }) => bus.healthy), { timeout: 15_000 }).toBe(true);
}

let installations = 0;
/** Nodes of one test meet under a name of their own. */
export const meeting = (url: () => string) => async () => {
  installations += 1;
  const prefix = `conformance-${installations}`;
  return {
    node: async () => (await readyNode(url(), { prefix })).bus,
    knowsListeners: false,
    close: async () => {},
  };
};

/** The second one listens to `t`. */
export async function pair(url: string, options: NodeOptions = {}): Promise<[TestNode, TestNode]> {
  const nodes: [TestNode, TestNode] = [await readyNode(url, options), await readyNode(url, options)];
  await nodes[1].bus.subscribe('t');
  return nodes;
}

export const arrives = ({ received }: TestNode, message: string): Promise<void> =>
  expect.poll(() => received).toContain(message);
