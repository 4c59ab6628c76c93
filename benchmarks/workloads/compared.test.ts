import { describe, expect, it } from 'vitest';
import { comparedFigures, ratioOf } from './compared.ts';

const CPU = { name: 'cpu', title: 'CPU', unit: 's', digits: 2 };
const RATIO = ratioOf(CPU, 'CPU of many over few');

describe('a cast compared with another', () => {
  it('says its own figures, what the other said, and the ratio', () => {
    expect(comparedFigures({ cpu: 6, sent: 1 }, { cpu: 4, sent: 9 }, [RATIO])).toEqual({
      cpu: 6,
      sent: 1,
      cpuOfBase: 4,
      cpuOverBase: 1.5,
    });
  });

  it('has no ratio where one of the two says nothing', () => {
    expect(comparedFigures({ cpu: 6 }, {}, [RATIO])[RATIO.name]).toBeNaN();
  });
});
