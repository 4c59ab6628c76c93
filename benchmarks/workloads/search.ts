/** A million messages: searching them takes no longer than people notice, and their room opens as a new one does. */
import { OPEN_BY_LENGTH, SEARCH_P95 } from './history-figures.ts';
import type { Workload } from './workload.ts';

const LENGTHS = [100, 1_000_000];
const SEARCHES = 700;

export const search: Workload = {
  name: 'search',
  title: `${SEARCHES} searches in a room of a million messages, which is opened beside one of a hundred`,
  targets: ['parley'],
  cast: { members: 16, rooms: LENGTHS.length },
  // Filling and indexing take minutes.
  mostRounds: 1,
  measure: {
    kind: 'history',
    history: { lengths: LENGTHS, turns: 80, missed: 10, contentBytes: 60, searches: SEARCHES },
  },
  bars: [
    { figure: SEARCH_P95, against: null, limit: { kind: 'at most', value: 100 } },
    { figure: OPEN_BY_LENGTH, against: null, limit: { kind: 'at most', value: 2 } },
  ],
};
