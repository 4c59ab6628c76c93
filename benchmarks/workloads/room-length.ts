/** A room that has been talked in for years opens as a new one does, and who missed ten messages of it costs ten. */
import { OPEN_BY_LENGTH, RESUME_BY_LENGTH } from './history-figures.ts';
import type { Workload } from './workload.ts';

const LENGTHS = [100, 100_000];
const MISSED = 10;
/** Each resumes one message more, so that the last still begins within the shortest room. */
const TURNS = 80;
const MOST = { kind: 'at most', value: 1.5 } as const;

export const roomLength: Workload = {
  name: 'room-length',
  title: `a room of ${LENGTHS.join(' messages against one of ')}: opened ${TURNS} times, and resumed as often with ${MISSED} missed and more`,
  // The bars are about SQLite; PostgreSQL is shown beside.
  targets: ['parley', 'parley-postgres'],
  cast: { members: 16, rooms: LENGTHS.length },
  measure: {
    kind: 'history',
    history: { lengths: LENGTHS, turns: TURNS, missed: MISSED, contentBytes: 150 },
  },
  bars: [
    { figure: OPEN_BY_LENGTH, against: null, limit: MOST },
    { figure: RESUME_BY_LENGTH, against: null, limit: MOST },
  ],
};
