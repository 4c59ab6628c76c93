/** Asks once before a message is deleted, and for the reason when it is somebody else's. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import classes from './delete-dialog.module.css';

interface DeleteDialogProps {
  readonly message: ShownMessage;
  readonly onClose: () => void;
  readonly mine: boolean;
  /** The reason is empty when there is none. */
  readonly onDelete: (reason: string) => void;
}

export function DeleteDialog({ message, mine, onClose, onDelete }: DeleteDialogProps) {
  const { t } = useTranslation('chat');
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('delete.title')}
      submit={t('delete.submit')}
      danger
      onSubmit={() => onDelete(reason.trim())}
    >
      <p>{t('delete.text')}</p>
      <blockquote className={classes.quote} dir="auto">
        {message.content}
      </blockquote>
      {mine ? null : (
        <TextField
          label={t('moderation:sanction.reason')}
          hint={t('moderation:sanction.reasonShown')}
          optional
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
