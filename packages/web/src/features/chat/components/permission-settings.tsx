/** Who may do what in a room, how fast, and whether links get previews. Each choice holds at once. */
import type { Room, RoomAction, RoomRole } from '@parley/contract/features/chat/model';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { SelectField, SwitchField } from '../../../ui/components/field.tsx';
import { useUpdateRoom } from '../hooks.ts';
import { mayChangePermissions, mayChangeRoom, standingOf } from '../room-policy.ts';
import classes from './room-settings.module.css';

const ACTIONS = ['post', 'invite', 'pin', 'mentionAll', 'upload'] as const satisfies readonly RoomAction[];
const LEAST = ['member', 'moderator', 'owner'] as const satisfies readonly RoomRole[];
const PACES = [0, 5, 10, 30, 60, 300, 900, 3_600] as const;

export function PermissionSettings({ room }: { readonly room: Room }) {
  const { t } = useTranslation('rooms');
  const standing = standingOf(room, useMe());
  const update = useUpdateRoom();
  const isOwners = !mayChangePermissions(standing);
  const paces = [...new Set<number>([...PACES, room.slowModeSeconds])].sort((a, b) => a - b);
  return (
    <div className={classes.form}>
      <p className={classes.note}>{t(isOwners ? 'permissions.ownersOnly' : 'permissions.text')}</p>
      {update.isError ? <Banner tone="danger">{errorText(t, update.error)}</Banner> : null}
      <div className={classes.pair}>
        {ACTIONS.map((action) => (
          <SelectField
            key={action}
            label={t(`permissions.${action}`)}
            disabled={isOwners || update.isPending}
            value={room.permissions[action]}
            onChange={(event) => {
              const least = LEAST.find((role) => role === event.target.value);
              if (least !== undefined) update.mutate({ roomId: room.id, permissions: { [action]: least } });
            }}
          >
            {LEAST.map((role) => (
              <option key={role} value={role}>
                {t(`permissions.least.${role}`)}
              </option>
            ))}
          </SelectField>
        ))}
        <SelectField
          label={t('slow.label')}
          hint={t('slow.hint')}
          disabled={!mayChangeRoom(standing) || update.isPending}
          value={room.slowModeSeconds}
          onChange={(event) =>
            update.mutate({ roomId: room.id, slowModeSeconds: Number(event.target.value) })
          }
        >
          {paces.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0
                ? t('slow.off')
                : seconds % 60 === 0
                  ? t('slow.minutes', { count: seconds / 60 })
                  : t('slow.seconds', { count: seconds })}
            </option>
          ))}
        </SelectField>
      </div>
      <SwitchField
        label={t('linkPreviews.label')}
        hint={t('linkPreviews.hint')}
        checked={room.linkPreviews}
        disabled={!mayChangeRoom(standing) || update.isPending}
        onChange={(event) => update.mutate({ roomId: room.id, linkPreviews: event.target.checked })}
      />
    </div>
  );
}
