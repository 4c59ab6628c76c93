import { describe, expect, it } from 'vitest';
import { historyFigures, OPEN_BY_LENGTH, RESUME_BY_LENGTH } from './history-figures.ts';

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
});
