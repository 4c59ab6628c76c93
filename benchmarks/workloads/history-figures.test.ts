import { describe, expect, it } from 'vitest';
import { historyFigures, OPEN_BY_LENGTH, RESUME_BY_LENGTH, SEARCH_P95 } from './history-figures.ts';

const room = (length: number, openMs: number, resumeMs: number) => ({
  length,
  openMs: { p50: openMs, p99: 9 * openMs },
  resumeMs: { p50: resumeMs, p99: 9 * resumeMs },
});

describe('rooms of different lengths', () => {
  it('are compared by their medians, the longest with the shortest', () => {
    const figures = historyFigures({ rooms: [room(100, 2, 1), room(5_000, 3, 4)], faults: [] }, 1);
    expect(figures).toMatchObject({
      [OPEN_BY_LENGTH.name]: 1.5,
      [RESUME_BY_LENGTH.name]: 4,
      logReadsPerResume: 1,
      openMsP50of5000: 3,
    });
  });

  it('say how long searches took, where there were any', () => {
    const search = { searchMs: Array.from({ length: 100 }, (_, n) => n), besideMs: [1], foundShare: 0.8 };
    const figures = historyFigures({ rooms: [room(100, 2, 1)], faults: [], search }, 1);
    expect(figures).toMatchObject({ [SEARCH_P95.name]: 95, searchMsMax: 99, searchesThatFound: 0.8 });
  });
});
