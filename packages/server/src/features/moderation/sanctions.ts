/** Muting people on the whole server and banning them from it. */
import * as contract from '@parley/contract/features/moderation/commands';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { type CommandContext, type CommandDef, type Decision, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { imposedSanction, moderates, roleOf, type SanctionKind, type Sanctions } from '../accounts/public.ts';
import { audited } from '../audit/public.ts';

const PAGE = 50;

export function sanctionCommands(sanctions: Sanctions): readonly CommandDef[] {
  async function change(
    context: CommandContext,
    action: string,
    userId: string,
    kind: SanctionKind,
    sanction: Sanction | null,
  ): Promise<Decision> {
    const { user, write } = await sanctions.change(context, userId, kind, sanction);
    if (write === null) return { kind: 'reply', data: { user } };
    const entry = audited(context, {
      action,
      target: { kind: 'user', id: userId },
      reason: sanction?.reason,
      details: sanction === null ? {} : { until: sanction.until },
    });
    const answer = { kind: 'json', json: JSON.stringify({ user }) } as const;
    return { kind: 'write', write: { ...write, statements: [...write.statements, entry], answer } };
  }

  return [
    decides(contract.sanctions, {
      decide: async ({ actor }, { cursor, limit = PAGE }) => {
        const role = roleOf(actor.role);
        if (!moderates(role)) {
          refuse('FORBIDDEN', 'Only owners, admins and moderators see who is muted or banned.');
        }
        return { kind: 'reply', data: await sanctions.list({ cursor, limit, role }) };
      },
    }),
    decides(contract.mute, {
      decide: (context, input) =>
        change(context, contract.mute.name, input.userId, 'muted', imposedSanction(context, input)),
    }),
    decides(contract.unmute, {
      decide: (context, { userId }) => change(context, contract.unmute.name, userId, 'muted', null),
    }),
    decides(contract.ban, {
      decide: (context, input) =>
        change(context, contract.ban.name, input.userId, 'banned', imposedSanction(context, input)),
    }),
    decides(contract.unban, {
      decide: (context, { userId }) => change(context, contract.unban.name, userId, 'banned', null),
    }),
  ];
}
