/** Puts a reminder off. */
import type { Reminder } from '@parley/contract/features/reminders/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concerns, errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { firstChoice, WhenField } from '../../../ui/when/when-field.tsx';
import { useSnooze } from '../hooks.ts';

interface SnoozeDialogProps {
  readonly reminder: Pick<Reminder, 'id'>;
  readonly onClose: () => void;
}

export function SnoozeDialog({ reminder, onClose }: SnoozeDialogProps) {
  const { t } = useTranslation('reminders');
  const snooze = useSnooze();
  const [at, setAt] = useState<Date | null>(firstChoice);
  const wrongTime = snooze.isError && concerns(snooze.error, 'remindAt');
  const submit = () => {
    if (at === null) return;
    snooze.mutate({ reminderId: reminder.id, remindAt: at.toISOString() }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('snooze.title')}
      submit={t('snooze.submit')}
      busy={snooze.isPending}
      disabled={at === null}
      onSubmit={submit}
    >
      {snooze.isError && !wrongTime ? <Banner tone="danger">{errorText(t, snooze.error)}</Banner> : null}
      <WhenField
        label={t('dialog.when')}
        error={wrongTime ? t('app:when.past') : undefined}
        onChange={setAt}
      />
    </FormDialog>
  );
}
