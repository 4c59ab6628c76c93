/** Changes a scheduled message: its words and its time. */
import type { Scheduled } from '@parley/contract/features/scheduled/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concerns, errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextAreaField } from '../../../ui/components/field.tsx';
import { firstChoice, WhenField } from '../../../ui/when/when-field.tsx';
import { useReschedule } from '../hooks.ts';

interface EditDialogProps {
  readonly scheduled: Scheduled;
  readonly onClose: () => void;
}

export function EditDialog({ scheduled, onClose }: EditDialogProps) {
  const { t } = useTranslation('unsent');
  const reschedule = useReschedule();
  const [content, setContent] = useState(scheduled.content);
  // A time that is past is no choice any more.
  const [initial] = useState(() => {
    const at = new Date(scheduled.sendAt);
    return at.getTime() > Date.now() ? at : undefined;
  });
  const [at, setAt] = useState<Date | null>(() => initial ?? firstChoice());
  const wrongTime = reschedule.isError && concerns(reschedule.error, 'sendAt');
  const submit = () => {
    if (at === null) return;
    const input = { scheduledId: scheduled.id, content, sendAt: at.toISOString() };
    reschedule.mutate(input, { onSuccess: onClose });
  };
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('edit.title')}
      submit={t('app:action.save')}
      busy={reschedule.isPending}
      disabled={at === null || content.trim() === ''}
      onSubmit={submit}
    >
      {reschedule.isError && !wrongTime ? (
        <Banner tone="danger">{errorText(t, reschedule.error)}</Banner>
      ) : null}
      <TextAreaField
        label={t('edit.content')}
        value={content}
        dir="auto"
        onChange={(event) => setContent(event.target.value)}
      />
      <WhenField
        label={t('schedule.when')}
        {...(initial !== undefined && { initial })}
        error={wrongTime ? t('app:when.past') : undefined}
        onChange={setAt}
      />
    </FormDialog>
  );
}
