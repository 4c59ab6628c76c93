/** Chooses a time to come: one of those people choose most, or any other. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { TextField } from '../components/field.tsx';
import { useWhen } from './use-when.ts';
import classes from './when-field.module.css';
import { fieldText, fieldTime, presetsAt } from './when-model.ts';

interface WhenFieldProps {
  readonly label: string;
  /** What is chosen at first; absent: the first of those offered. */
  readonly initial?: Date;
  readonly error?: string | undefined;
  /** Null while none is chosen. */
  readonly onChange: (at: Date | null) => void;
}

const OTHER = 'other';

export function firstChoice(): Date {
  const [first] = presetsAt(new Date());
  return first?.at ?? new Date();
}

export function WhenField({ label, initial, error, onChange }: WhenFieldProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const when = useWhen();
  const name = useId();
  // The times offered don't move while one looks at them.
  const [now] = useState(() => new Date());
  const presets = presetsAt(now);
  const [chosen, setChosen] = useState<string>(initial === undefined ? 'soon' : OTHER);
  const [text, setText] = useState(() => fieldText(initial ?? presets[2]?.at ?? now));
  const choose = (id: string) => {
    setChosen(id);
    onChange(id === OTHER ? fieldTime(text) : (presets.find((preset) => preset.id === id)?.at ?? null));
  };
  const write = (next: string) => {
    setText(next);
    onChange(fieldTime(next));
  };
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{label}</legend>
      {presets.map(({ id, at }) => (
        <label key={id} className={classes.choice}>
          <input type="radio" name={name} checked={chosen === id} onChange={() => choose(id)} />
          <span className={classes.name}>{t(`when.${id}`)}</span>
          <span className={classes.time}>
            {id === 'monday' ? when(at.toISOString()) : formats.time(at.toISOString())}
          </span>
        </label>
      ))}
      <label className={classes.choice}>
        <input type="radio" name={name} checked={chosen === OTHER} onChange={() => choose(OTHER)} />
        <span className={classes.name}>{t('when.other')}</span>
      </label>
      {chosen === OTHER ? (
        <div className={classes.other}>
          <TextField
            type="datetime-local"
            label={t('when.date')}
            value={text}
            min={fieldText(now)}
            error={error}
            onChange={(event) => write(event.target.value)}
          />
        </div>
      ) : error === undefined ? null : (
        <p className={classes.error}>{error}</p>
      )}
    </fieldset>
  );
}
