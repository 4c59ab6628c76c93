/** The fields that make an account; set-up and registration share them. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { PasswordField, TextField } from '../../../ui/components/field.tsx';
import {
  problemsFrom,
  problemsOf,
  proposedUsername,
  type RegistrationDraft,
  type RegistrationField,
} from '../registration-model.ts';
import classes from './open-page.module.css';

interface RegistrationFormProps {
  readonly submit: string;
  readonly busy: boolean;
  readonly error: unknown;
  /** The refusal in words, when it is about no field. */
  readonly explain?: (error: unknown) => string;
  readonly disabled?: boolean;
  readonly before?: ReactNode;
  readonly onSubmit: (draft: RegistrationDraft) => void;
}

const EMPTY: RegistrationDraft = { displayName: '', username: '', email: '', password: '' };

export function RegistrationForm({
  submit,
  busy,
  error,
  explain,
  disabled = false,
  before,
  onSubmit,
}: RegistrationFormProps) {
  const { t } = useTranslation('accounts');
  const [draft, setDraft] = useState(EMPTY);
  const [usernameTouched, setUsernameTouched] = useState(false);
  const [tried, setTried] = useState(false);
  /** What the server complained about, until that field is changed. */
  const [changed, setChanged] = useState<ReadonlySet<RegistrationField>>(new Set());

  const refused = problemsFrom(error);
  const local = tried ? problemsOf(draft) : {};
  const problem = (field: RegistrationField): string | undefined => {
    const key = local[field] ?? (changed.has(field) ? undefined : refused[field]);
    return key === undefined ? undefined : t(`problem.${key}`);
  };
  const set = (field: RegistrationField, value: string) => {
    setDraft((known) => ({
      ...known,
      [field]: value,
      ...(field === 'displayName' && !usernameTouched ? { username: proposedUsername(value) } : {}),
    }));
    setChanged((known) => new Set([...known, field]));
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || disabled || Object.keys(problemsOf(draft)).length > 0) return;
    setChanged(new Set());
    onSubmit(draft);
  };

  return (
    <form className={classes.form} onSubmit={send} noValidate>
      {error !== null && Object.keys(refused).length === 0 ? (
        <Banner tone="danger">{explain?.(error) ?? errorText(t, error)}</Banner>
      ) : null}
      {before}
      <TextField
        label={t('field.displayName')}
        name="displayName"
        autoComplete="name"
        placeholder={t('field.displayNameExample')}
        optional
        maxLength={80}
        error={problem('displayName')}
        value={draft.displayName}
        onChange={(event) => set('displayName', event.target.value)}
      />
      <TextField
        label={t('field.username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        required
        hint={t('field.usernameHint')}
        error={problem('username')}
        value={draft.username}
        onChange={(event) => {
          setUsernameTouched(true);
          set('username', event.target.value);
        }}
      />
      <TextField
        label={t('field.email')}
        name="email"
        type="email"
        autoComplete="email"
        dir="ltr"
        required
        error={problem('email')}
        value={draft.email}
        onChange={(event) => set('email', event.target.value)}
      />
      <PasswordField
        label={t('field.password')}
        name="password"
        autoComplete="new-password"
        required
        hint={t('field.passwordHint')}
        error={problem('password')}
        value={draft.password}
        onChange={(event) => set('password', event.target.value)}
      />
      <Button type="submit" variant="primary" size="lg" wide busy={busy} disabled={disabled}>
        {submit}
      </Button>
    </form>
  );
}

/** What is sent: an empty display name is left out, so that the username stands for it. */
export function bodyOf({ displayName, username, email, password }: RegistrationDraft) {
  const name = displayName.trim();
  return {
    username: username.trim(),
    email: email.trim(),
    password,
    ...(name === '' ? {} : { displayName: name }),
  };
}
