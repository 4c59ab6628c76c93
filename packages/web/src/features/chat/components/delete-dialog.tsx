/** Asks once before a message is deleted. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import classes from './delete-dialog.module.css';

interface DeleteDialogProps {
  readonly message: ShownMessage;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

export function DeleteDialog({ message, onClose, onDelete }: DeleteDialogProps) {
  const { t } = useTranslation('chat');
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('delete.title')}
      submit={t('delete.submit')}
      danger
      onSubmit={onDelete}
    >
      <p>{t('delete.text')}</p>
      <blockquote className={classes.quote} dir="auto">
        {message.content}
      </blockquote>
    </FormDialog>
  );
}
