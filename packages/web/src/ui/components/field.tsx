/** Form fields: a label above, then the control, then what is wrong or what helps. Errors are tied to their control. */
import { IconAlertCircle, IconChevronDown, IconEye, IconEyeOff } from '@tabler/icons-react';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './field.module.css';

interface FieldFrame {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Says that it may stay empty. */
  readonly optional?: boolean;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

function Frame({
  label,
  hint,
  error,
  optional,
  children,
}: FieldFrame & { readonly children: (wiring: Wiring) => ReactNode }) {
  const { t } = useTranslation();
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
        {optional ? <span className={classes.optional}> {t('form.optional')}</span> : null}
      </label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {note === undefined ? null : (
        <p id={noteId} className={error === undefined ? classes.hint : classes.error}>
          {error === undefined ? null : <IconAlertCircle size={14} aria-hidden="true" />}
          <span>{note}</span>
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, error, optional, ...rest }: FieldFrame & ComponentProps<'input'>) {
  return (
    <Frame label={label} hint={hint} error={error} optional={optional ?? false}>
      {(wiring) => <input type="text" {...rest} {...wiring} className={classes.control} />}
    </Frame>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  optional,
  ...rest
}: FieldFrame & ComponentProps<'textarea'>) {
  return (
    <Frame label={label} hint={hint} error={error} optional={optional ?? false}>
      {(wiring) => <textarea rows={3} {...rest} {...wiring} className={classes.control} />}
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  error,
  optional,
  ...rest
}: FieldFrame & ComponentProps<'select'>) {
  return (
    <Frame label={label} hint={hint} error={error} optional={optional ?? false}>
      {(wiring) => (
        <div className={classes.withButton}>
          <select {...rest} {...wiring} className={classes.control} />
          <IconChevronDown size={18} aria-hidden="true" className={classes.chevron} />
        </div>
      )}
    </Frame>
  );
}

export function PasswordField({
  label,
  hint,
  error,
  optional,
  ...rest
}: FieldFrame & ComponentProps<'input'>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Frame label={label} hint={hint} error={error} optional={optional ?? false}>
      {(wiring) => (
        <div className={classes.withButton}>
          <input
            {...rest}
            {...wiring}
            type={shown ? 'text' : 'password'}
            className={classes.control}
            dir="ltr"
          />
          <button
            type="button"
            className={classes.inside}
            aria-label={t('form.showPassword')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <IconEyeOff size={18} /> : <IconEye size={18} />}
          </button>
        </div>
      )}
    </Frame>
  );
}

interface SwitchFieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  readonly label: string;
  readonly hint?: string;
}

export function SwitchField({ label, hint, ...rest }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className={classes.switchRow}>
      <span className={classes.switchText}>
        <label className={classes.label} htmlFor={id}>
          {label}
        </label>
        {hint === undefined ? null : (
          <span id={`${id}-note`} className={classes.hint}>
            {hint}
          </span>
        )}
      </span>
      <input
        {...rest}
        id={id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its own state
        role="switch"
        className={classes.switch}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
      />
    </div>
  );
}
