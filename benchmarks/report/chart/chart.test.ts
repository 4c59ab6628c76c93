import { describe, expect, it } from 'vitest';
import { ACKS_PER_SECOND, CPU_PER_MILLION } from '../../workloads/figures.ts';
import { example, result, rounds, run } from '../example.ts';
import { panels } from './chart.ts';
import { drawing } from './drawing.ts';

const TALK = example({
  title: 'a < b & c',
  bars: [{ figure: CPU_PER_MILLION, against: 'socketio', limit: { kind: 'at most', value: 1 } }],
});
const took = (cpu: number) => run(0, { figures: { [CPU_PER_MILLION.name]: cpu, [ACKS_PER_SECOND.name]: 9 } });
const RESULTS = {
  example: result(
    TALK,
    rounds({ parley: [took(1), took(3), took(2)], socketio: [took(4), took(8), took(6)] }),
  ),
};

describe('the chart', () => {
  it('shows the figures a workload is held to, and no others', () => {
    expect(panels([TALK], RESULTS)).toMatchObject([
      {
        better: 'less is better',
        groups: [
          {
            workload: 'example',
            bars: [
              { target: 'parley', ours: true, value: { median: 2 } },
              { target: 'socketio', ours: false, value: { median: 6 } },
            ],
          },
        ],
      },
    ]);
  });

  it('leaves out what was not measured', () => {
    expect(panels([TALK], {})).toEqual([]);
  });

  it('draws bars as long as their medians', () => {
    const widths = [
      ...drawing(panels([TALK], RESULTS)).matchAll(/<rect class="(?:ours|peer)".* width="([\d.]+)"/g),
    ];
    const [ours, peer] = widths.map(([, width]) => Number(width));
    expect((peer ?? 0) / (ours ?? 1)).toBeCloseTo(3, 1);
  });

  it('tells in words what it shows, and escapes what it is told', () => {
    const svg = drawing(panels([TALK], RESULTS));
    expect(svg).toContain('example: parley 2.00, socketio 6.00.');
    expect(svg).toContain('a &lt; b &amp; c');
  });
});
