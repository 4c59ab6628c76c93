/** How other features account for what they let people do to others. */
import type { AuditTarget } from '@parley/contract/features/audit/model';
import type { CommandContext, Statement } from '../../kernel/index.ts';
import { insert } from '../../platform/db/database.ts';

export interface Act {
  /** The name of the command. */
  readonly action: string;
  readonly target: { readonly kind: AuditTarget; readonly id: string };
  readonly roomId?: string;
  /** As the actor gave it. */
  readonly reason?: string | undefined;
  /** Roles, ends, counts; never what somebody said. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The entry of an act: a statement of the write set that does it, so that neither is ever without the other. */
export function audited(context: Pick<CommandContext, 'actor' | 'at' | 'newId'>, act: Act): Statement {
  return insert('audit_entries', {
    id: context.newId(),
    at: context.at,
    actor: context.actor.userId,
    action: act.action,
    target_kind: act.target.kind,
    target_id: act.target.id,
    room_id: act.roomId ?? null,
    reason: act.reason === undefined || act.reason === '' ? null : act.reason,
    details: JSON.stringify(act.details ?? {}),
  });
}
