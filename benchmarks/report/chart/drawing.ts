/** Draws panels of horizontal bars as SVG; its own page, so that it is readable wherever it is put, light and dark. */
import { number } from '../numbers.ts';
import type { ChartBar, Group, Panel } from './chart.ts';

const WIDTH = 880;
const MARGIN = 28;
/** Where bars begin, and where the longest ends. */
const BARS_FROM = 176;
const BARS_TO = 760;
const BAR_HEIGHT = 16;
const BAR_STEP = 23;
const PANEL_HEAD = 46;
const GROUP_HEAD = 30;
const GROUP_FOOT = 14;
const PANEL_FOOT = 20;
/** Text's baseline under the top of what it stands beside. */
const TEXT_DROP = 12.5;

const STYLE = `
    svg { --page: #ffffff; --edge: #d1d9e0; --text: #1f2328; --quiet: #59636e; --ours: #14756e; --peer: #b6bfc9; --range: #1f2328; }
    @media (prefers-color-scheme: dark) {
      svg { --page: #0d1117; --edge: #3d444d; --text: #f0f6fc; --quiet: #9198a1; --ours: #38a69c; --peer: #4b5563; --range: #f0f6fc; }
    }
    text { font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: var(--text); }
    .page { fill: var(--page); stroke: var(--edge); }
    .panel { font-size: 17px; font-weight: 600; }
    .group { font-weight: 600; }
    .quiet { fill: var(--quiet); font-weight: 400; }
    .ours { fill: var(--ours); }
    .peer { fill: var(--peer); }
    .own { font-weight: 600; }
    .range { stroke: var(--range); stroke-opacity: 0.65; }
`;

/** What is drawn, and how much room it takes downwards. */
interface Drawn {
  readonly lines: readonly string[];
  readonly height: number;
}

export function drawing(panels: readonly Panel[]): string {
  const body = stacked(panels, MARGIN, drawnPanel);
  const foot = MARGIN + body.height;
  const height = foot + MARGIN;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title desc">`,
    '  <title id="title">Parley and its peers, measured beside each other</title>',
    `  <desc id="desc">${escaped(panels.map(described).join(' '))}</desc>`,
    `  <style>${STYLE}  </style>`,
    `  <rect class="page" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>`,
    ...body.lines.map((line) => `  ${line}`),
    `  <text class="quiet" x="${MARGIN}" y="${foot + 4}">Medians over rounds, with the range where rounds differ. One scale for each figure.</text>`,
    '</svg>',
  ].join('\n')}\n`;
}

function drawnPanel({ title, better, digits, groups }: Panel, top: number): Drawn {
  // One scale for the whole panel: bars of different workloads may be compared.
  const longest = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value }) => value.max)));
  const scale = (value: number) => rounded((value / longest) * (BARS_TO - BARS_FROM));
  const body = stacked(groups, top + PANEL_HEAD, (group, at) => drawnGroup(group, at, scale, digits));
  return {
    lines: [
      `<text class="panel" x="${MARGIN}" y="${top + 18}">${escaped(title)}<tspan class="quiet" dx="10" font-size="13">${better}</tspan></text>`,
      ...body.lines,
    ],
    height: PANEL_HEAD + body.height + PANEL_FOOT,
  };
}

type Scale = (value: number) => number;

function drawnGroup({ workload, title, bars }: Group, top: number, scale: Scale, digits: number): Drawn {
  const body = stacked(bars, top + GROUP_HEAD, (bar, at) => drawnBar(bar, at, scale, digits));
  return {
    lines: [
      `<text class="group" x="${MARGIN}" y="${top + TEXT_DROP}">${escaped(workload)}<tspan class="quiet" dx="8">${escaped(title)}</tspan></text>`,
      ...body.lines,
    ],
    height: GROUP_HEAD + body.height + GROUP_FOOT,
  };
}

function drawnBar({ target, ours, value }: ChartBar, top: number, scale: Scale, digits: number): Drawn {
  const { median, min, max } = value;
  const middle = top + BAR_HEIGHT / 2;
  const [from, to] = [BARS_FROM + scale(min), BARS_FROM + scale(max)];
  const own = ours ? ' class="own"' : '';
  return {
    lines: [
      `<text${own} x="${BARS_FROM - 10}" y="${top + TEXT_DROP}" text-anchor="end">${target}</text>`,
      `<rect class="${ours ? 'ours' : 'peer'}" x="${BARS_FROM}" y="${top}" width="${Math.max(1, scale(median))}" height="${BAR_HEIGHT}" rx="2"/>`,
      // Where rounds differ visibly.
      ...(to - from < 2
        ? []
        : [
            `<path class="range" d="M${from} ${middle}H${to}M${from} ${middle - 4}v8M${to} ${middle - 4}v8" fill="none"/>`,
          ]),
      `<text${own} x="${rounded(Math.max(to, BARS_FROM + scale(median)) + 8)}" y="${top + TEXT_DROP}">${number(median, digits)}</text>`,
    ],
    height: BAR_STEP,
  };
}

/** For who can't see it. */
function described({ title, better, digits, groups }: Panel): string {
  const words = groups.map(({ workload, bars }) => {
    const each = bars.map(({ target, value }) => `${target} ${number(value.median, digits)}`);
    return `${workload}: ${each.join(', ')}.`;
  });
  return `${title}, ${better}. ${words.join(' ')}`;
}

function stacked<T>(items: readonly T[], top: number, draw: (item: T, top: number) => Drawn): Drawn {
  const lines: string[] = [];
  let height = 0;
  for (const item of items) {
    const drawn = draw(item, top + height);
    lines.push(...drawn.lines);
    height += drawn.height;
  }
  return { lines, height };
}

const rounded = (value: number) => Math.round(value * 10) / 10;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
