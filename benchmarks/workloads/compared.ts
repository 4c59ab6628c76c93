/** What a workload's cast says of a figure, divided by what the cast it is compared with says of it in the same run. */
import type { Figure, Figures } from './workload.ts';

export interface Ratio extends Figure {
  /** Of which figure. */
  readonly of: string;
}

export function ratioOf({ name }: Figure, title: string): Ratio {
  return { name: `${name}OverBase`, title, unit: '×', digits: 2, of: name };
}

/** All of the cast's own figures; of those compared the base's too, and the ratios. */
export function comparedFigures(own: Figures, base: Figures, ratios: readonly Ratio[]): Figures {
  const entries = ratios.flatMap(({ name, of }) => {
    const [mine = Number.NaN, theirs = Number.NaN] = [own[of], base[of]];
    return [
      [`${of}OfBase`, theirs],
      [name, mine / theirs],
    ];
  });
  return { ...own, ...Object.fromEntries(entries) };
}
