/** What is done about a report, in one go: the message, its author, and the report itself, with one reason. */
import type { Report, ReportOutcome } from '@parley/contract/features/moderation/model';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { SanctionEnd, untilOf } from '../../../app/sanction-dialog.tsx';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { SelectField, SwitchField, TextField } from '../../../ui/components/field.tsx';
import { toast } from '../../../ui/components/toasts.tsx';

interface HandleDialogProps {
  readonly report: Report;
  readonly mayDelete: boolean;
  readonly onClose: () => void;
}

type Measure = 'nothing' | 'mute' | 'ban';
const MEASURES: readonly Measure[] = ['nothing', 'mute', 'ban'];

export function HandleDialog({ report, mayDelete, onClose }: HandleDialogProps) {
  const { t } = useTranslation('moderation');
  const [removing, setRemoving] = useState(mayDelete);
  const [measure, setMeasure] = useState<Measure>('nothing');
  const [hours, setHours] = useState('24');
  const [text, setText] = useState('');
  const reason = text.trim();
  const handling = useMutation({
    // Each step may be done twice without harm: after a failure the whole is tried again.
    mutationFn: async () => {
      if (removing) {
        const { room, messageId } = report;
        await client.call('chat:delete', {
          roomId: room.id,
          messageId,
          ...(reason === '' ? {} : { reason }),
        });
      }
      if (measure !== 'nothing') {
        const sanction = { userId: report.author.id, reason, ...untilOf(hours) };
        await client.call(`moderation:${measure}`, sanction);
      }
      const outcome = outcomeOf(removing, measure);
      await client.call('report:resolve', { reportId: report.id, outcome, note: reason });
    },
    onSuccess: () => {
      toast(t('reports.acted'));
      onClose();
    },
  });
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('handle.title')}
      submit={t('handle.submit')}
      danger={removing || measure !== 'nothing'}
      busy={handling.isPending}
      disabled={measure !== 'nothing' && reason === ''}
      onSubmit={() => handling.mutate()}
    >
      {handling.isError ? <Banner tone="danger">{errorText(t, handling.error)}</Banner> : null}
      {mayDelete ? (
        <SwitchField
          label={t('handle.remove')}
          hint={t('handle.removeHint')}
          checked={removing}
          onChange={(event) => setRemoving(event.target.checked)}
        />
      ) : (
        <p>{t('handle.private')}</p>
      )}
      <SelectField
        label={t('handle.about', { name: report.author.displayName })}
        hint={measure === 'nothing' ? undefined : t(`sanction.${measure}Server`)}
        value={measure}
        onChange={(event) => setMeasure(MEASURES.find((each) => each === event.target.value) ?? 'nothing')}
      >
        {MEASURES.map((each) => (
          <option key={each} value={each}>
            {t(`handle.${each}`)}
          </option>
        ))}
      </SelectField>
      {measure === 'nothing' ? null : <SanctionEnd value={hours} onChange={setHours} />}
      <TextField
        label={t(measure === 'nothing' && !removing ? 'handle.note' : 'sanction.reason')}
        hint={t(
          measure !== 'nothing'
            ? 'sanction.reasonTold'
            : removing
              ? 'sanction.reasonShown'
              : 'handle.noteHint',
        )}
        optional={measure === 'nothing'}
        required={measure !== 'nothing'}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}

function outcomeOf(removing: boolean, measure: Measure): ReportOutcome {
  if (measure !== 'nothing') return 'sanctioned';
  return removing ? 'removed' : 'warned';
}
