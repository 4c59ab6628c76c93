/** What a person chose to be shown as: from the row, to the row, and its end. Pure. */
import type { ChosenPresence } from '../../kernel/index.ts';
import type { UserTable } from './tables.ts';

type StatusRow = Pick<UserTable, 'status_text' | 'status_emoji' | 'status_until'>;
type ChosenRow = StatusRow & Pick<UserTable, 'dnd' | 'dnd_until'>;
type CustomStatus = NonNullable<ChosenPresence['custom']>;

export function customStatusOf(row: StatusRow): CustomStatus | undefined {
  if (row.status_text === null && row.status_emoji === null) return undefined;
  return {
    ...(row.status_text === null ? {} : { text: row.status_text }),
    ...(row.status_emoji === null ? {} : { emoji: row.status_emoji }),
    ...(row.status_until === null ? {} : { until: row.status_until }),
  };
}

export function chosenOf(row: ChosenRow): ChosenPresence | undefined {
  const custom = customStatusOf(row);
  const dnd = row.dnd === 1;
  if (!dnd && custom === undefined) return undefined;
  return custom === undefined ? { dnd } : { dnd, custom };
}

/** As in the command: absent stays, null clears. */
export interface StatusInput {
  readonly custom?: (CustomInput & Ending) | null | undefined;
  readonly dnd?: Ending | null | undefined;
}
interface Ending {
  readonly until?: string | null | undefined;
}
interface CustomInput {
  readonly text?: string | undefined;
  readonly emoji?: string | undefined;
}

const NO_STATUS: StatusRow = { status_text: null, status_emoji: null, status_until: null };
const NO_DND = { dnd: 0, dnd_until: null };

/** What is to be written where something differs; empty when nothing does. */
export function statusChanges(before: ChosenRow, { custom, dnd }: StatusInput): Partial<ChosenRow> {
  const asked: Partial<ChosenRow> = {
    ...(custom === undefined ? {} : custom === null ? NO_STATUS : statusRow(custom)),
    ...(dnd === undefined ? {} : dnd === null ? NO_DND : { dnd: 1, dnd_until: dnd.until ?? null }),
  };
  const same = Object.entries(asked).every(([name, value]) => before[name as keyof ChosenRow] === value);
  return same ? {} : asked;
}

function statusRow({ text, emoji, until }: CustomInput & Ending): StatusRow {
  return { status_text: text ?? null, status_emoji: emoji ?? null, status_until: until ?? null };
}

/** When something of it ends, each once. */
export function endsOf({ status_until, dnd_until }: Partial<ChosenRow>): readonly string[] {
  return [...new Set([status_until, dnd_until])].filter((end) => end !== null && end !== undefined);
}

/** What ends at exactly `until`: what was set anew meanwhile ends at its own time. */
export function endingAt(row: ChosenRow, until: string): Partial<ChosenRow> {
  return {
    ...(row.status_until === until ? NO_STATUS : {}),
    ...(row.dnd_until === until ? NO_DND : {}),
  };
}
