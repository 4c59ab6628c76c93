import { describe, expect, it } from 'vitest';
import { WORKLOADS } from '../registry.ts';
import { castsOf } from './workload.ts';

describe('workloads', () => {
  it('have names of their own', () => {
    const names = WORKLOADS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('hold only targets that take part, Parley first', () => {
    for (const { targets, bars } of WORKLOADS) {
      expect(targets[0]).toMatch(/^parley/);
      const named = bars.flatMap(({ of = 'parley', against }) => [
        of,
        ...(against === null ? [] : [against]),
      ]);
      expect(targets).toEqual(expect.arrayContaining(named));
    }
  });

  it('name every cast they need, one they are compared with included', () => {
    for (const workload of WORKLOADS) {
      const { measure } = workload;
      expect(castsOf(workload)).toContain(workload.cast);
      if (measure.kind === 'compared') expect(castsOf(workload)).toContain(measure.base);
    }
  });

  it('leave what somebody may miss of a room within its length', () => {
    for (const { measure } of WORKLOADS) {
      if (measure.kind !== 'history') continue;
      const { lengths, missed, turns } = measure.history;
      expect(missed + turns).toBeLessThan(Math.min(...lengths));
    }
  });
});
