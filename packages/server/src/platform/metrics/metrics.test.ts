import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

describe('metrics', () => {
  it('counters, histograms and gauges appear in the text format with their labels', async () => {
    const metrics = createMetrics(silent);
    metrics.telemetry.count('commands', 1, 'chat:message');
    metrics.telemetry.count('commands', 2, 'chat:message');
    metrics.telemetry.count('commits');
    metrics.telemetry.observe('commit_ms', 2);
    metrics.gauge('sessions', 'Live sessions', () => new Map([['/', 3]]), 'namespace');
    metrics.gauge('channels', 'Open channels', () => 7);
    const { type, text } = await metrics.expose();
    expect(type).toContain('text/plain');
    expect(text).toContain('parley_commands_total{command="chat:message"} 3');
    expect(text).toContain('parley_commits_total 1');
    expect(text).toContain('parley_commit_seconds_sum 0.002');
    expect(text).toContain('parley_sessions{namespace="/"} 3');
    expect(text).toContain('parley_channels 7');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('what cannot be read just now is left out, and the rest is shown', async () => {
    const metrics = createMetrics(silent);
    metrics.gauge('lost', 'Out of reach', () => Promise.reject(new Error('away')));
    metrics.gauge('slow', 'Read elsewhere', async () => new Map([['dead', 2]]), 'state');
    const { text } = await metrics.expose();
    expect(text).not.toMatch(/^parley_lost \d/m);
    expect(text).toContain('parley_slow{state="dead"} 2');
  });

  it('looking twice doubles nothing', async () => {
    const metrics = createMetrics(silent);
    metrics.telemetry.count('deliveries', 5);
    await metrics.expose();
    expect((await metrics.expose()).text).toContain('parley_deliveries_total 5');
  });

  it('labels that clients choose stay bounded', async () => {
    const metrics = createMetrics(silent);
    for (let n = 0; n < 5_000; n++) metrics.telemetry.count('commands', 1, `made-up-${n}`);
    const lines = (await metrics.expose()).text
      .split('\n')
      .filter((line) => line.startsWith('parley_commands'));
    expect(lines.length).toBeLessThanOrEqual(301);
    expect(lines.at(-1)).toContain('other');
  });

  it('what failed goes to the log with its cause', () => {
    const seen: object[] = [];
    const metrics = createMetrics({ ...silent, error: (fields) => seen.push(fields) });
    const cause = new Error('disk');
    metrics.telemetry.error('a commit failed', cause);
    expect(seen).toEqual([{ err: cause }]);
  });
});
