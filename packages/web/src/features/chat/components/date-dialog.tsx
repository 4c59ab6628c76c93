/** Asks for a day to go to. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import { beginningOf, inputDay } from '../day-model.ts';

interface DateDialogProps {
  /** ISO 8601: what is chosen at first. */
  readonly from: string;
  readonly onClose: () => void;
  readonly onPick: (time: Date) => void;
}

export function DateDialog({ from, onClose, onPick }: DateDialogProps) {
  const { t } = useTranslation('talk');
  const [day, setDay] = useState(() => inputDay(new Date(from)));
  const time = beginningOf(day);
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('date.goTo')}
      submit={t('date.submit')}
      disabled={time === null}
      onSubmit={() => {
        if (time === null) return;
        onClose();
        onPick(time);
      }}
    >
      <TextField
        type="date"
        label={t('date.day')}
        max={inputDay(new Date())}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
    </FormDialog>
  );
}
