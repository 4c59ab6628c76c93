/** Commands of sample-name: each decides and returns a write set; the kernel does the rest. */
import { add } from '@parley/contract/features/sample-name/commands';
import type { SampleNameItem } from '@parley/contract/features/sample-name/model';
import { type CommandDef, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { mayAdd } from './policy.ts';
import { SAMPLE_NAME_CHANNEL } from './public.ts';
import { insertItem } from './store.ts';

export function commands(): readonly CommandDef[] {
  return [
    decides(add, {
      lane: () => SAMPLE_NAME_CHANNEL,
      decide: async (context, { text }) => {
        const { actor, at } = context;
        if (!mayAdd(actor.role)) refuse('FORBIDDEN', 'Guests cannot add items. Ask a member to.');
        const item: SampleNameItem = { id: context.newId(), text, createdBy: actor.userId, createdAt: at };
        return {
          kind: 'write',
          write: {
            statements: [insertItem(item)],
            appends: [
              {
                channel: SAMPLE_NAME_CHANNEL,
                type: 'sample-name:added',
                actor: actor.userId,
                at,
                data: JSON.stringify(item),
                entity: { kind: 'sample-name', id: item.id },
              },
            ],
            answer: { kind: 'wrap', key: 'item', append: 0 },
          },
        };
      },
    }),
  ];
}
