/** Reads from the page where rows stand and how much there is to scroll. */
import type { Laid } from '../anchor-model.ts';
import type { Metrics } from '../pin-model.ts';

export const metricsOf = (element: HTMLElement): Metrics => ({
  top: element.scrollTop,
  height: element.scrollHeight,
  view: element.clientHeight,
});

/** The children of `list`, which carry their keys as `data-row`. */
export function measureRows(scroller: HTMLElement, list: HTMLElement): readonly Laid[] {
  const start = scroller.getBoundingClientRect().top - scroller.scrollTop;
  return [...list.children].flatMap((row) => {
    if (!(row instanceof HTMLElement) || row.dataset.row === undefined) return [];
    const { top, height } = row.getBoundingClientRect();
    return [{ key: row.dataset.row, top: top - start, height }];
  });
}
