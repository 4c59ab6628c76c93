/** What rooms that differ in their length alone say, by their length. */
import type { HistoryReport, SearchReport } from '../load/job.ts';
import { quantile } from '../load/latencies.ts';
import type { Figure, Figures } from './workload.ts';

export const OPEN_BY_LENGTH: Figure = {
  name: 'openByLength',
  title: 'time to open the longest room over the shortest',
  unit: '×',
  digits: 2,
};
export const RESUME_BY_LENGTH: Figure = {
  name: 'resumeByLength',
  title: 'time to resume the longest room over the shortest',
  unit: '×',
  digits: 2,
};

export const SEARCH_P95: Figure = { name: 'searchMsP95', title: 'search p95', unit: 'ms', digits: 1 };

/** Rooms come from the shortest to the longest. */
export function historyFigures({ rooms, search }: HistoryReport, logReadsPerResume: number): Figures {
  const [shortest, longest] = [rooms[0], rooms[rooms.length - 1]];
  if (!shortest || !longest) throw new Error('no room was opened');
  return {
    [OPEN_BY_LENGTH.name]: longest.openMs.p50 / shortest.openMs.p50,
    [RESUME_BY_LENGTH.name]: longest.resumeMs.p50 / shortest.resumeMs.p50,
    logReadsPerResume,
    ...(search === undefined ? {} : searchFigures(search)),
    ...Object.assign(
      {},
      ...rooms.map(({ length, openMs, resumeMs }) => ({
        [`openMsP50of${length}`]: openMs.p50,
        [`openMsP99of${length}`]: openMs.p99,
        [`resumeMsP50of${length}`]: resumeMs.p50,
        [`resumeMsP99of${length}`]: resumeMs.p99,
      })),
    ),
  };
}

function searchFigures({ searchMs, besideMs, foundShare }: SearchReport): Figures {
  return {
    searchMsP50: quantile(searchMs, 0.5),
    [SEARCH_P95.name]: quantile(searchMs, 0.95),
    searchMsMax: quantile(searchMs, 1),
    readBesideMsP99: quantile(besideMs, 0.99),
    searchesThatFound: foundShare,
  };
}
