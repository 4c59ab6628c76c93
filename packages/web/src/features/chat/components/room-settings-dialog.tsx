/** The settings of a room: what it is called and about, who may do what and how fast, links into it, who is kept out, its archive. */
import type { Room } from '@parley/contract/features/chat/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { Dialog } from '../../../ui/components/dialog.tsx';
import { Segmented } from '../../../ui/components/segmented.tsx';
import { mayArchive, mayInvite, mayModerate, standingOf } from '../room-policy.ts';
import { ArchiveSettings } from './archive-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { InviteSettings } from './invite-settings.tsx';
import { PermissionSettings } from './permission-settings.tsx';
import classes from './room-settings.module.css';
import { SanctionSettings } from './sanction-settings.tsx';

export type SettingsPart = 'general' | 'permissions' | 'invites' | 'sanctions' | 'archive';

interface RoomSettingsDialogProps {
  readonly room: Room;
  readonly first?: SettingsPart;
  readonly onClose: () => void;
}

export function RoomSettingsDialog({ room, first, onClose }: RoomSettingsDialogProps) {
  const { t } = useTranslation('rooms');
  const standing = standingOf(room, useMe());
  // What one may not even look at is not offered.
  const offered: readonly SettingsPart[] = [
    ...(mayModerate(standing) ? (['general', 'permissions'] as const) : []),
    ...(mayModerate(standing) || mayInvite(standing) ? (['invites'] as const) : []),
    ...(mayModerate(standing) ? (['sanctions'] as const) : []),
    ...(mayArchive(standing) ? (['archive'] as const) : []),
  ];
  const [chosen, setChosen] = useState<SettingsPart>(first ?? 'general');
  const part = offered.includes(chosen) ? chosen : offered[0];
  return (
    <Dialog opened onClose={onClose} title={t('settings.title', { name: room.name })} size={560}>
      <div className={classes.settings}>
        {part === undefined ? null : (
          <Segmented
            label={t('settings.part')}
            labelHidden
            value={part}
            options={offered.map((value) => ({ value, label: t(`settings.${value}`) }))}
            onChange={setChosen}
          />
        )}
        {part === 'general' ? <GeneralSettings room={room} onClose={onClose} /> : null}
        {part === 'permissions' ? <PermissionSettings room={room} /> : null}
        {part === 'invites' ? <InviteSettings room={room} /> : null}
        {part === 'sanctions' ? <SanctionSettings room={room} /> : null}
        {part === 'archive' ? <ArchiveSettings room={room} /> : null}
      </div>
    </Dialog>
  );
}
