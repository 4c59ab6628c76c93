/** Muting somebody on the whole server, banning them, and taking that back: entries of their menu, and the dialog they open. */
import type { User } from '@parley/contract/features/accounts/model';
import { inForce } from '@parley/contract/kernel/sanction-words';
import { IconHandStop, IconMicrophone, IconMicrophoneOff, IconUserCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import type { Action } from '../../../ui/components/action-menu.tsx';
import { toast } from '../../../ui/components/toasts.tsx';

const SanctionDialog = lazy(async () => ({
  default: (await import('../../../app/sanction-dialog.tsx')).SanctionDialog,
}));

export function useSanctions(
  person: User,
  allowed: boolean,
): { readonly actions: readonly Action[]; readonly dialog: ReactNode } {
  const { t } = useTranslation('moderation');
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'mute' | 'ban' | null>(null);
  if (!allowed) return { actions: [], dialog: null };

  const done = () => queries.invalidateQueries({ queryKey: ['people'] });
  const lift = (kind: 'unmute' | 'unban') => {
    client
      .call(`moderation:${kind}`, { userId: person.id })
      .then(done)
      .catch((error: unknown) => toast(errorText(t, error), { tone: 'danger' }));
  };
  const now = Date.now();
  const muted = person.muted !== undefined && inForce(person.muted, now);
  const banned = person.banned !== undefined && inForce(person.banned, now);
  const actions: Action[] = [
    muted
      ? {
          id: 'unmute',
          label: t('sanction.unmute'),
          icon: <IconMicrophone size={17} />,
          apart: true,
          onSelect: () => lift('unmute'),
        }
      : {
          id: 'mute',
          label: t('sanction.muteMenu'),
          icon: <IconMicrophoneOff size={17} />,
          apart: true,
          onSelect: () => setAsking('mute'),
        },
    banned
      ? {
          id: 'unban',
          label: t('sanction.unban'),
          icon: <IconUserCheck size={17} />,
          onSelect: () => lift('unban'),
        }
      : {
          id: 'ban',
          label: t('sanction.banMenu'),
          icon: <IconHandStop size={17} />,
          danger: true,
          onSelect: () => setAsking('ban'),
        },
  ];
  const dialog =
    asking === null ? null : (
      <Suspense>
        <SanctionDialog
          kind={asking}
          name={person.displayName}
          text={t(`sanction.${asking}Server`)}
          impose={async (sanction) => {
            await client.call(`moderation:${asking}`, { userId: person.id, ...sanction });
            await done();
          }}
          onClose={() => setAsking(null)}
        />
      </Suspense>
    );
  return { actions, dialog };
}
