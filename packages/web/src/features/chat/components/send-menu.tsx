/** Other ways to send what is written than at once, as features offer them. */
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSendActions } from '../../../app/extensions.ts';
import type { Unsent } from '../../../app/feature.ts';
import { ActionMenu } from '../../../ui/components/action-menu.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { useOffers } from './use-offers.tsx';

interface SendMenuProps {
  readonly className: string | undefined;
  /** Null while nothing is written. */
  readonly unsent: Unsent | null;
}

export function SendMenu({ className, unsent }: SendMenuProps) {
  return <div className={className}>{unsent === null ? null : <Ways unsent={unsent} />}</div>;
}

function Ways({ unsent }: { readonly unsent: Unsent }) {
  const { t } = useTranslation('chat');
  const { actions, dialog } = useOffers(useSendActions(unsent), unsent);
  if (actions.length === 0) return null;
  return (
    <>
      <ActionMenu label={t('composer.sendOtherwise')} actions={actions} side="top">
        <IconButton
          size="sm"
          label={t('composer.sendOtherwise')}
          icon={<IconChevronDown size={16} />}
          hint={false}
        />
      </ActionMenu>
      {dialog}
    </>
  );
}
