/** Other people make another direct conversation: begins one with everybody here and some more. */
import type { User } from '@parley/contract/features/accounts/model';
import type { Room } from '@parley/contract/features/chat/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { useDirect } from '../hooks.ts';
import { MAX_OTHERS } from './direct-dialog.tsx';
import { PeoplePicker } from './people-picker.tsx';

export function DirectPeopleDialog({ room, onClose }: { readonly room: Room; readonly onClose: () => void }) {
  const { t } = useTranslation('rooms');
  const me = useMe();
  const direct = useDirect();
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const there = (room.people ?? []).filter(({ id }) => id !== me.id).map(({ id }) => id);
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('group.title')}
      submit={t('group.submit')}
      disabled={chosen.length === 0}
      busy={direct.isPending}
      onSubmit={() => direct.mutate([...there, ...chosen.map(({ id }) => id)], { onSuccess: onClose })}
    >
      <p>{t('group.text')}</p>
      {direct.isError ? <Banner tone="danger">{errorText(t, direct.error)}</Banner> : null}
      <PeoplePicker
        chosen={chosen}
        onChange={setChosen}
        without={new Set([me.id, ...there])}
        max={MAX_OTHERS - there.length}
      />
    </FormDialog>
  );
}
