/** Asks when what is written is to be sent. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concerns, errorText } from '../../../app/errors.ts';
import type { OfferDialogProps, Unsent } from '../../../app/feature.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useWhen } from '../../../ui/when/use-when.ts';
import { firstChoice, WhenField } from '../../../ui/when/when-field.tsx';
import { useSchedule } from '../hooks.ts';
import classes from './unsent.module.css';

export function ScheduleDialog({ subject, onClose }: OfferDialogProps<Unsent>) {
  const { t } = useTranslation('unsent');
  const navigate = useNavigate();
  const when = useWhen();
  const schedule = useSchedule();
  const [at, setAt] = useState<Date | null>(firstChoice);
  const { room, content, threadId, replyTo, taken } = subject;
  const wrongTime = schedule.isError && concerns(schedule.error, 'sendAt');

  const submit = () => {
    if (at === null) return;
    const sendAt = at.toISOString();
    const input = {
      roomId: room.id,
      content,
      sendAt,
      ...(threadId !== undefined && { threadId }),
      ...(replyTo !== undefined && { replyTo }),
    };
    schedule.mutate(input, {
      onSuccess: () => {
        toast(t('schedule.done', { when: when(sendAt) }), {
          action: { label: t('schedule.show'), run: () => void navigate({ to: '/drafts' }) },
        });
        onClose();
        taken();
      },
    });
  };
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('schedule.title')}
      submit={t('schedule.submit')}
      busy={schedule.isPending}
      disabled={at === null}
      onSubmit={submit}
    >
      {schedule.isError && !wrongTime ? <Banner tone="danger">{errorText(t, schedule.error)}</Banner> : null}
      <blockquote className={classes.quote} dir="auto">
        {content}
      </blockquote>
      <WhenField
        label={t('schedule.when')}
        error={wrongTime ? t('app:when.past') : undefined}
        onChange={setAt}
      />
    </FormDialog>
  );
}
