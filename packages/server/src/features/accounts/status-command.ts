/** Setting what one is shown as. */
import { setStatus } from '@parley/contract/features/accounts/status';
import { sanctionWords } from '@parley/contract/kernel/sanction-words';
import { type CommandDef, type Presences, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { userUpdated } from './events.ts';
import { endsOf, statusChanges } from './status.ts';
import { statusEndsAt } from './status-job.ts';
import type { AccountsStore } from './store.ts';
import { toMe } from './view.ts';

export function statusCommand(users: AccountsStore, presence: Presences): CommandDef {
  return decides(setStatus, {
    async decide({ actor, at }, input) {
      // It would be read beside their name.
      if (input.custom && actor.muted) refuse('FORBIDDEN', sanctionWords('You are muted', actor.muted));
      const before = (await users.userById(actor.userId)) ?? refuse('NOT_FOUND', 'This account is gone.');
      const changes = statusChanges(before, input);
      const after = { ...before, ...changes };
      const data = { user: toMe(after, presence) };
      if (Object.keys(changes).length === 0) return { kind: 'reply', data };
      const ends = endsOf(changes);
      // Times of this form sort as they follow each other.
      if (ends.some((end) => end <= at)) {
        refuse('INVALID', 'This time is over already. Choose a later one.', {
          details: [{ path: 'until', message: 'is over' }],
        });
      }
      return {
        kind: 'write',
        write: {
          statements: [users.updateUser(before.id, changes)],
          appends: [userUpdated({ actor: actor.userId, at }, after, presence)],
          jobs: ends.map((end) => statusEndsAt(before.id, end)),
          answer: { kind: 'json', json: JSON.stringify(data) },
        },
      };
    },
  });
}
