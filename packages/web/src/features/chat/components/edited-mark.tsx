/** Says that a message was edited; a press shows what it said before. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/format.ts';
import classes from './edited-mark.module.css';
import type { RowContext } from './row-context.ts';

const VersionsDialog = lazy(async () => ({
  default: (await import('./versions-dialog.tsx')).VersionsDialog,
}));

interface EditedMarkProps {
  readonly message: ShownMessage;
  readonly editedAt: string;
  readonly context: RowContext;
}

export function EditedMark({ message, editedAt, context }: EditedMarkProps) {
  const { t } = useTranslation('chat');
  const formats = useFormats();
  const [opened, setOpened] = useState(false);
  const subject = { message, room: context.room, mine: message.userId === context.me };
  return (
    <>
      {' '}
      <button
        type="button"
        className={classes.edited}
        title={formats.exact(editedAt)}
        onClick={() => setOpened(true)}
      >
        {t('message.edited')}
      </button>
      {opened ? (
        <Suspense>
          <VersionsDialog subject={subject} onClose={() => setOpened(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
