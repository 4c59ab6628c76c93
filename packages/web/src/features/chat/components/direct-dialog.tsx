/** Begins a direct conversation with a person or a few. */
import type { User } from '@parley/contract/features/accounts/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { useDirect } from '../hooks.ts';
import { PeoplePicker } from './people-picker.tsx';

export const MAX_OTHERS = 9;

export function DirectDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('chat');
  const me = useMe();
  const direct = useDirect();
  const [chosen, setChosen] = useState<readonly User[]>([]);
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('direct.title')}
      submit={t('direct.submit')}
      disabled={chosen.length === 0}
      busy={direct.isPending}
      onSubmit={() =>
        direct.mutate(
          chosen.map(({ id }) => id),
          { onSuccess: onClose },
        )
      }
    >
      {direct.isError ? <Banner tone="danger">{errorText(t, direct.error)}</Banner> : null}
      <PeoplePicker chosen={chosen} onChange={setChosen} without={new Set([me.id])} max={MAX_OTHERS} />
    </FormDialog>
  );
}
