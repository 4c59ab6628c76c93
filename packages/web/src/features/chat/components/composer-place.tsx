/** Below a conversation: the composer, or why there is none. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconArchive, IconLock, IconMicrophoneOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText, sanctionText } from '../../../app/errors.ts';
import { Button } from '../../../ui/components/button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { mayArchive, mayPost, standingOf } from '../room-policy.ts';
import { useArchive } from '../room-settings.ts';
import { useVoice } from '../use-voice.ts';
import classes from './composer-place.module.css';

export function ComposerPlace({ room, children }: { readonly room: Room; readonly children: ReactNode }) {
  const { t } = useTranslation('rooms');
  const me = useMe();
  const archive = useArchive();
  const muted = useVoice(room);
  const standing = standingOf(room, me);
  // Before the answer to joining has come there is no standing yet, and nothing to be said against writing.
  if (room.myRole === undefined) return children;
  if (muted !== null && room.archivedAt === null) {
    return (
      <div className={classes.notice} role="status">
        <IconMicrophoneOff size={17} aria-hidden="true" />
        <span className={classes.text}>{sanctionText(t, 'muted', muted)}</span>
      </div>
    );
  }
  if (mayPost(standing)) return children;
  if (room.archivedAt === null) {
    return (
      <div className={classes.notice} role="note">
        <IconLock size={17} aria-hidden="true" />
        <span className={classes.text}>
          {t(room.permissions.post === 'owner' ? 'readOnly.owners' : 'readOnly.moderators')}
        </span>
      </div>
    );
  }
  return (
    <div className={classes.notice} role="note">
      <IconArchive size={17} aria-hidden="true" />
      <span className={classes.text}>{t('archived.notice')}</span>
      {mayArchive(standing) ? (
        <Button
          size="sm"
          busy={archive.isPending}
          onClick={() =>
            archive.mutate(
              { roomId: room.id, archived: false },
              { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) },
            )
          }
        >
          {t('archived.bringBack')}
        </Button>
      ) : null}
    </div>
  );
}
