/** Tells the moderators what is wrong with a message. */
import type { ReportReason } from '@parley/contract/features/moderation/model';
import { REPORT_REASONS } from '@parley/contract/features/moderation/reasons';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorOf, errorText } from '../../../app/errors.ts';
import type { MessageSubject, OfferDialogProps } from '../../../app/feature.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { SelectField, TextAreaField } from '../../../ui/components/field.tsx';
import { toast } from '../../../ui/components/toasts.tsx';

export function ReportDialog({ subject, onClose }: OfferDialogProps<MessageSubject>) {
  const { t } = useTranslation('moderation');
  const [reason, setReason] = useState<ReportReason>('spam');
  const [note, setNote] = useState('');
  const { message, room } = subject;
  const report = useMutation({
    mutationFn: () =>
      client.call('report:create', { roomId: room.id, messageId: message.id, reason, note: note.trim() }),
    onSuccess: () => {
      toast(t('report.done'));
      onClose();
    },
  });
  const known = report.isError && errorOf(report.error).code === 'CONFLICT';
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('report.title')}
      submit={t('report.submit')}
      busy={report.isPending}
      onSubmit={() => report.mutate()}
    >
      {report.isError ? (
        <Banner tone="danger">{known ? t('report.known') : errorText(t, report.error)}</Banner>
      ) : null}
      <p>{t('report.text')}</p>
      <SelectField
        label={t('report.reason')}
        value={reason}
        onChange={(event) => setReason(REPORT_REASONS.find((each) => each === event.target.value) ?? 'other')}
      >
        {REPORT_REASONS.map((each) => (
          <option key={each} value={each}>
            {t(`reason.${each}`)}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        label={t('report.note')}
        optional
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
