/** A person as the wire shows them. */
import type { Me } from '@parley/contract/features/accounts/model';
import { Sanction } from '@parley/contract/kernel/sanction';
import type { Presences } from '../../kernel/index.ts';
import { toUser } from './public.ts';
import type { UserTable } from './tables.ts';

/** What only the person sees. */
export function toMe(row: UserTable, presence: Presences): Me {
  const muted = sanctionIn(row.muted);
  return {
    ...toUser(row, presence),
    email: row.email,
    locale: row.locale,
    createdAt: row.created_at,
    ...(row.dnd === 1 ? { dnd: { until: row.dnd_until } } : {}),
    ...(muted === null ? {} : { muted }),
  };
}

/** What a column of sanctions holds, ended or not. */
export function sanctionIn(text: string | null): Sanction | null {
  return text === null ? null : Sanction.parse(JSON.parse(text));
}
