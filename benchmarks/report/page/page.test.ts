import { describe, expect, it } from 'vitest';
import { CPU_PER_MILLION } from '../../workloads/figures.ts';
import { example, result, rounds, run } from '../example.ts';
import { withHeadline } from './headline.ts';
import { page } from './page.ts';

const ALL = '{{summary}}\n{{bars}}\n{{workloads}}\n{{machines}}\n{{versions}}';
const TALK = example({ name: 'talk' }, { against: 'socketio', limit: { kind: 'at least', value: 2 } });
const measured = (parley: number[], socketio: number[]) =>
  page(ALL, [TALK], { talk: result(TALK, rounds({ parley, socketio })) });

describe('the page', () => {
  it('shows a bar that is met, with the median and the range of its rounds', () => {
    const text = measured([30, 50, 40], [10, 10, 10]);
    expect(text).toContain('**1 of 1 bars are met.**');
    expect(text).toContain('| `talk` | acks | 40 /s | 10 /s `socketio` | 4.00× | 3.00–5.00 | ≥ 2× | met |');
  });

  it('shows a bar that is missed as missed, and names it above', () => {
    const text = measured([10], [10]);
    expect(text).toContain('**0 of 1 bars are met.** Missed: acks against `socketio` (`talk`).');
    expect(text).toContain('| ≥ 2× | **missed** |');
  });

  it('shows what everybody took, Parley beside each', () => {
    const text = measured([30, 50, 40], [10, 10, 10]);
    expect(text).toContain('Measured on 2026-01-02 at `0123abc`, 3 rounds.');
    expect(text).toContain('| acks (/s) | `parley`: what parley is | 40 | 30–50 |  |  |');
    expect(text).toContain('|  | `socketio`: what socketio is | 10 | 10–10 |  | 4.00× |');
  });

  it('shows what the database took beside', () => {
    const cpu = example({
      name: 'cpu',
      bars: [{ figure: CPU_PER_MILLION, against: null, limit: { kind: 'at most', value: 9 } }],
    });
    const figures = { [CPU_PER_MILLION.name]: 3, postgresCpuPerMillion: 1.5 };
    const text = page(ALL, [cpu], { cpu: result(cpu, rounds({ 'parley-postgres': [run(0, { figures })] })) });
    expect(text).toContain('| PostgreSQL 1.50 |');
  });

  it('says of a workload that was not measured, or was changed since, that it has no figures', () => {
    expect(page(ALL, [TALK], {})).toContain('It was not measured yet.');
    const larger = example({ ...TALK, cast: { members: 100, rooms: 1 } });
    const text = page(ALL, [larger], { talk: result(TALK, rounds({ parley: [1] })) });
    expect(text).toContain('It was changed since it was measured.');
    expect(text).toContain('**0 of 1 bars are met.** 1 is not measured.');
  });

  it('says what makes figures provisional or worthless, and who was left out', () => {
    const text = page(ALL, [TALK], {
      talk: result(
        TALK,
        rounds({
          parley: [run(30, { othersShare: 0.4 })],
          socketio: [run(10, { faults: ['one was lost'] })],
        }),
        { skipped: [{ name: 'ws', lacks: ['a', 'b'] }] },
      ),
    });
    expect(text).toContain('In 1 of 2 runs others took more than 10 % of a core: provisional.');
    expect(text).toContain('**WRONG**: `socketio`: one was lost.');
    expect(text).toContain('`ws` was left out for want of a and b.');
    expect(text).toContain('| **WRONG** |');
  });

  it('names each machine and each version once', () => {
    const other = example({ ...TALK, name: 'other' });
    const text = page(ALL, [TALK, other], {
      talk: result(TALK, rounds({ parley: [1] }), { versions: { Node: '20.19.0', ws: '8.0.0' } }),
      other: result(other, rounds({ parley: [1] }), { versions: { Node: '22.0.0' } }),
    });
    expect(text.match(/2 × a CPU, 4 GB, Linux 6\.1/g)).toHaveLength(1);
    expect(text).toContain('Node 20.19.0 and 22.0.0, ws 8.0.0');
  });
});

describe('the README’s line', () => {
  const README = '| a | b |\n| how fast it is | soon |\n| c | d |\n';

  it('has the first comparison of a figure, and how many bars are met', () => {
    const cpu = example({
      name: 'cpu',
      bars: [{ figure: CPU_PER_MILLION, against: 'socketio', limit: { kind: 'at most', value: 1 } }],
    });
    const took = (seconds: number) => run(0, { figures: { [CPU_PER_MILLION.name]: seconds } });
    const text = withHeadline(README, [cpu], {
      cpu: result(cpu, rounds({ parley: [took(1)], socketio: [took(4)] })),
    });
    expect(text).toContain(
      '`cpu`: 0.25× the server CPU for a million deliveries of `socketio`; 1 of 1 bars met |',
    );
    expect(text).toContain('| a | b |\n| how fast it is |');
    const other = example({ name: 'other', bars: cpu.bars });
    const partly = withHeadline(README, [cpu, other], {
      cpu: result(cpu, rounds({ parley: [took(1)], socketio: [took(4)] })),
    });
    expect(partly).toContain('; 1 of 1 bars met (1 not measured yet) |');
  });

  it('is refused where the README has no place for it', () => {
    expect(() => withHeadline('words', [], {})).toThrow('no row');
  });
});
