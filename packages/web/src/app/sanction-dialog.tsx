/** Asks for the end and the reason of a mute or a ban, and for how much of what was said goes with it. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/components/banner.tsx';
import { FormDialog } from '../ui/components/dialog.tsx';
import { SelectField, TextField } from '../ui/components/field.tsx';
import { errorText } from './errors.ts';

export interface Imposed {
  /** ISO 8601; absent: until somebody lifts it. */
  readonly until?: string;
  readonly reason: string;
}

interface SanctionDialogProps {
  readonly kind: 'mute' | 'ban';
  /** Whom. */
  readonly name: string;
  /** What it means, where it holds. */
  readonly text: string;
  readonly impose: (sanction: Imposed) => Promise<unknown>;
  readonly onClose: () => void;
}

const HOURS = [1, 24, 168, 720] as const;
const HOUR_MS = 3_600_000;

export function SanctionDialog({ kind, name, text, impose, onClose }: SanctionDialogProps) {
  const { t } = useTranslation('moderation');
  const [hours, setHours] = useState('24');
  const [reason, setReason] = useState('');
  const imposing = useMutation({
    mutationFn: () => impose({ ...untilOf(hours), reason: reason.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t(`sanction.${kind}Title`, { name })}
      submit={t(`sanction.${kind}`)}
      danger
      busy={imposing.isPending}
      disabled={reason.trim() === ''}
      onSubmit={() => imposing.mutate()}
    >
      {imposing.isError ? <Banner tone="danger">{errorText(t, imposing.error)}</Banner> : null}
      <p>{text}</p>
      <SanctionEnd value={hours} onChange={setHours} />
      <TextField
        label={t('sanction.reason')}
        hint={t('sanction.reasonHint')}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}

interface SanctionEndProps {
  /** Hours; `0` is for good. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SanctionEnd({ value, onChange }: SanctionEndProps) {
  const { t } = useTranslation('moderation');
  return (
    <SelectField label={t('sanction.end')} value={value} onChange={(event) => onChange(event.target.value)}>
      {HOURS.map((each) => (
        <option key={each} value={each}>
          {t(`sanction.hours.${each}`)}
        </option>
      ))}
      <option value="0">{t('sanction.forGood')}</option>
    </SelectField>
  );
}

/** So many hours from now; nothing when it is for good. */
export function untilOf(hours: string): Pick<Imposed, 'until'> {
  const end = Number(hours);
  return end === 0 ? {} : { until: new Date(Date.now() + end * HOUR_MS).toISOString() };
}
