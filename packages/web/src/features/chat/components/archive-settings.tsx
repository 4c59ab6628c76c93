/** Puts a room into the archive, or brings it back. */
import type { Room } from '@parley/contract/features/chat/model';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { useArchive } from '../room-settings.ts';
import classes from './room-settings.module.css';

export function ArchiveSettings({ room }: { readonly room: Room }) {
  const { t } = useTranslation('rooms');
  const archive = useArchive();
  const isArchived = room.archivedAt !== null;
  return (
    <div className={classes.form}>
      <p className={classes.note}>{t(isArchived ? 'archived.text' : 'archived.before')}</p>
      {archive.isError ? <Banner tone="danger">{errorText(t, archive.error)}</Banner> : null}
      <div className={classes.buttons}>
        <Button
          busy={archive.isPending}
          onClick={() => archive.mutate({ roomId: room.id, archived: !isArchived })}
        >
          {t(isArchived ? 'archived.bringBack' : 'archived.archive')}
        </Button>
      </div>
    </div>
  );
}
