/** In place of a conversation that somebody was banned from or taken out of: what happened, until when and why. */

import type { WireError } from '@parley/contract/kernel/errors';
import { sanctionOf } from '@parley/contract/kernel/sanction-words';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../app/button-link.tsx';
import { sanctionText } from '../../../app/errors.ts';
import { EmptyState } from '../../../ui/components/empty-state.tsx';

export function wasTakenOut(error: WireError): boolean {
  return sanctionOf('banned', error.details) !== null || reasonOf(error) !== undefined;
}

function reasonOf({ details }: WireError): string | undefined {
  return details?.find(({ path }) => path === 'removed.reason')?.message;
}

export function OutOfRoom({ error }: { readonly error: WireError }) {
  const { t } = useTranslation('moderation');
  const ban = sanctionOf('banned', error.details);
  return (
    <EmptyState
      level={1}
      icon={<IconHandStop size={30} stroke={1.5} />}
      title={t(ban === null ? 'out.removedTitle' : 'out.bannedTitle')}
      text={
        ban === null ? t('out.reason', { reason: reasonOf(error) ?? '' }) : sanctionText(t, 'banned', ban)
      }
      action={
        <ButtonLink to="/rooms" variant="primary">
          {t('chat:sidebar.browse')}
        </ButtonLink>
      }
    />
  );
}
