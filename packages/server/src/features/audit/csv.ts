/** Entries as lines of RFC 4180, safe to open: a cell that a spreadsheet would take for a formula is told to be text. */
import type { AuditEntry } from '@parley/contract/features/audit/model';

type Column = readonly [name: string, of: (entry: AuditEntry) => string | undefined];

const COLUMNS: readonly Column[] = [
  ['time', ({ at }) => at],
  ['action', ({ action }) => action],
  ['actor', ({ actor }) => actor.username],
  ['actor name', ({ actor }) => actor.displayName],
  ['actor id', ({ actor }) => actor.id],
  ['target', ({ target }) => target.name],
  ['target kind', ({ target }) => target.kind],
  ['target id', ({ target }) => target.id],
  ['room', ({ room }) => room?.name],
  ['room id', ({ room }) => room?.id],
  ['reason', ({ reason }) => reason],
  ['details', ({ details }) => (Object.keys(details).length === 0 ? '' : JSON.stringify(details))],
];

/** Without the mark, spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What makes a formula of a cell (OWASP, CSV injection), also behind white space and in full width. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

export function csvHead(): string {
  return BYTE_ORDER_MARK + line(COLUMNS.map(([name]) => name));
}

export function csvLine(entry: AuditEntry): string {
  return line(COLUMNS.map(([, of]) => of(entry) ?? ''));
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
