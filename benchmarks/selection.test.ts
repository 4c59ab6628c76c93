import { describe, expect, it } from 'vitest';
import { selected, takingPart } from './selection.ts';
import type { Target, TargetName } from './targets/target.ts';
import type { Workload } from './workloads/workload.ts';

const FIGURE = { name: 'acks', title: 'acks', unit: '/s', digits: 0 };

const TALK: Workload = {
  name: 'talk',
  title: 'an example',
  targets: ['parley', 'parley-postgres', 'parley-cluster', 'socketio', 'socketio-redis'],
  cast: { members: 1, rooms: 1 },
  measure: { kind: 'idle' },
  bars: [
    { figure: FIGURE, against: 'socketio', limit: { kind: 'at least', value: 1 } },
    {
      figure: FIGURE,
      of: 'parley-cluster',
      against: 'parley-postgres',
      limit: { kind: 'at most', value: 1 },
    },
    { figure: FIGURE, of: 'parley-cluster', against: 'socketio-redis', limit: { kind: 'at most', value: 1 } },
  ],
};
const ALONE: Workload = { ...TALK, name: 'alone', targets: ['parley'], bars: [] };
const ALL = [TALK, ALONE];

describe('what a run is about', () => {
  it('is everything unless something is named', () => {
    expect(selected(ALL, { only: [], peers: [] })).toEqual(ALL);
    expect(selected(ALL, { only: ['alone'], peers: [] })).toEqual([ALONE]);
  });

  it('is Parley and the named peer, where that takes part', () => {
    const chosen = selected(ALL, { only: [], peers: ['socketio'] });
    expect(chosen).toMatchObject([{ name: 'talk', targets: ['parley', 'socketio'] }]);
  });

  it('holds the target that a bar compares with the named peer', () => {
    const [chosen] = selected(ALL, { only: [], peers: ['socketio-redis'] });
    expect(chosen?.targets).toEqual(['parley', 'parley-cluster', 'socketio-redis']);
  });

  it('is nothing when no named workload has the named peer', () => {
    expect(selected(ALL, { only: ['alone'], peers: ['socketio'] })).toEqual([]);
  });
});

describe('who takes part', () => {
  const target = (name: TargetName, ...lacks: string[]): Target => ({
    name,
    title: name,
    lacks,
    start: () => Promise.reject(new Error('nobody starts it')),
  });
  const PARLEY = target('parley');

  it('is whoever the machine can run; the others are skipped by what they lack', () => {
    const workload: Workload = { ...ALONE, targets: ['parley', 'nchan'] };
    expect(takingPart(workload, [PARLEY, target('nchan', 'nginx'), target('ws')], [])).toEqual({
      taking: [PARLEY],
      skipped: [{ name: 'nchan', lacks: ['nginx'] }],
    });
  });

  it('is nobody where the machine lacks what any of them needs', () => {
    expect(takingPart(ALONE, [PARLEY], ['open files'])).toEqual({
      taking: [],
      skipped: [{ name: 'parley', lacks: ['open files'] }],
    });
  });

  it('is refused where nobody is called so', () => {
    expect(() => takingPart({ ...ALONE, targets: ['parley', 'ws'] }, [PARLEY], [])).toThrow('no target ws');
  });
});
