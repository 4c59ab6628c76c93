/** Asks when to be reminded, and of what where no message says it. */
import type { Message } from '@parley/contract/features/chat/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concerns, errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useWhen } from '../../../ui/when/use-when.ts';
import { firstChoice, WhenField } from '../../../ui/when/when-field.tsx';
import { useRemind } from '../hooks.ts';
import classes from './reminders.module.css';

interface RemindDialogProps {
  readonly message?: Pick<Message, 'id' | 'content'>;
  readonly onClose: () => void;
}

export function RemindDialog({ message, onClose }: RemindDialogProps) {
  const { t } = useTranslation('reminders');
  const when = useWhen();
  const remind = useRemind();
  const [text, setText] = useState('');
  const [at, setAt] = useState<Date | null>(firstChoice);
  const wrongTime = remind.isError && concerns(remind.error, 'remindAt');
  const submit = () => {
    if (at === null) return;
    const remindAt = at.toISOString();
    const input = { remindAt, text, ...(message !== undefined && { messageId: message.id }) };
    remind.mutate(input, {
      onSuccess: () => {
        toast(t('made', { when: when(remindAt) }));
        onClose();
      },
    });
  };
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('dialog.title')}
      submit={t('dialog.submit')}
      busy={remind.isPending}
      disabled={at === null || (message === undefined && text.trim() === '')}
      onSubmit={submit}
    >
      {remind.isError && !wrongTime ? <Banner tone="danger">{errorText(t, remind.error)}</Banner> : null}
      {message === undefined ? null : (
        <blockquote className={classes.quote} dir="auto">
          {message.content}
        </blockquote>
      )}
      <TextField
        label={t(message === undefined ? 'dialog.what' : 'dialog.note')}
        optional={message !== undefined}
        value={text}
        maxLength={500}
        dir="auto"
        onChange={(event) => setText(event.target.value)}
      />
      <WhenField
        label={t('dialog.when')}
        error={wrongTime ? t('app:when.past') : undefined}
        onChange={setAt}
      />
    </FormDialog>
  );
}
