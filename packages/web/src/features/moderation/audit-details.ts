/** What belongs to an act, in words: roles, ends, counts. Of what an older or newer server wrote, what is understood. */
import type { AuditEntry } from '@parley/contract/features/audit/model';
import type { TFunction } from 'i18next';
import type { Formats } from '../../i18n/format.ts';

const ROLES = ['owner', 'admin', 'moderator', 'member', 'guest'] as const;
const ROOM_ROLES = ['owner', 'moderator', 'member'] as const;
const OUTCOMES = ['removed', 'warned', 'sanctioned', 'dismissed'] as const;
const ROOM_ACTIONS = ['post', 'invite', 'pin', 'mentionAll', 'upload'] as const;

export function detailTexts(
  { action, details }: Pick<AuditEntry, 'action' | 'details'>,
  t: TFunction,
  formats: Pick<Formats, 'exact'>,
): readonly string[] {
  const texts: string[] = [];
  const { from, to, role, outcome, permissions, slowModeSeconds } = details;
  if (action === 'people:role' && isOneOf(ROLES, from) && isOneOf(ROLES, to)) {
    const [before, after] = [t(`accounts:role.${from}`), t(`accounts:role.${to}`)];
    texts.push(t('moderation:detail.change', { what: t('moderation:detail.role'), from: before, to: after }));
  }
  if (action === 'chat:member-role') {
    texts.push(
      ...change(
        t('moderation:detail.role'),
        details,
        (value) => (isOneOf(ROOM_ROLES, value) ? t(`chat:roomRole.${value}`) : null),
        t,
      ),
    );
  }
  if (isOneOf(ROLES, role)) texts.push(t(`accounts:role.${role}`));
  if (isOneOf(OUTCOMES, outcome)) texts.push(t(`moderation:outcome.${outcome}`));
  if (typeof details.hours === 'number') texts.push(t('moderation:detail.hours', { count: details.hours }));
  if (typeof details.uses === 'number') texts.push(t('moderation:detail.uses', { count: details.uses }));
  if (typeof details.archived === 'boolean') {
    texts.push(t(details.archived ? 'moderation:detail.archived' : 'moderation:detail.unarchived'));
  }
  if (typeof details.disabled === 'boolean') {
    texts.push(t(details.disabled ? 'moderation:detail.disabled' : 'moderation:detail.enabled'));
  }
  for (const what of ROOM_ACTIONS) {
    const changed = isRecord(permissions) ? permissions[what] : undefined;
    texts.push(...change(t(`rooms:permissions.${what}`), changed, (value) => least(t, value), t));
  }
  texts.push(...change(t('rooms:slow.label'), slowModeSeconds, (value) => seconds(t, value), t));
  const end = details.until ?? details.expiresAt;
  if (typeof end === 'string') texts.push(t('moderation:detail.until', { when: formats.exact(end) }));
  else if (details.until === null) texts.push(t('moderation:detail.forGood'));
  return texts;
}

function change(
  what: string,
  changed: unknown,
  word: (value: unknown) => string | null,
  t: TFunction,
): readonly string[] {
  if (!isRecord(changed)) return [];
  const [from, to] = [word(changed.from), word(changed.to)];
  return from === null || to === null ? [] : [t('moderation:detail.change', { what, from, to })];
}

function least(t: TFunction, value: unknown): string | null {
  return isOneOf(ROOM_ROLES, value) ? t(`rooms:permissions.least.${value}`) : null;
}

function seconds(t: TFunction, value: unknown): string | null {
  if (typeof value !== 'number') return null;
  return value === 0 ? t('rooms:slow.off') : t('rooms:slow.seconds', { count: value });
}

function isOneOf<T extends string>(known: readonly T[], value: unknown): value is T {
  return known.some((one) => one === value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
