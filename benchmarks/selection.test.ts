import { describe, expect, it } from 'vitest';
import { selected } from './selection.ts';
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
