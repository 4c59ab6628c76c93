/** Changing one's password; every other sign-in of mine ends. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorOf, errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { PasswordField } from '../../../ui/components/field.tsx';
import { useChangePassword } from '../hooks.ts';
import classes from './settings-page.module.css';

const SHORTEST = 8;

export function PasswordSettings() {
  const { t } = useTranslation('settings');
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const short = [...next].length < SHORTEST;
  const refused = change.isError ? errorOf(change.error) : null;
  const wrong =
    refused !== null &&
    (refused.code === 'FORBIDDEN' || refused.details.some(({ path }) => path === 'current'));
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (current === '' || short) return;
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          setTried(false);
        },
      },
    );
  };
  return (
    <form className={classes.form} onSubmit={save} noValidate>
      {change.isError && !wrong ? <Banner tone="danger">{errorText(t, change.error)}</Banner> : null}
      <PasswordField
        label={t('password.current')}
        autoComplete="current-password"
        required
        error={wrong ? t('password.wrong') : undefined}
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <PasswordField
        label={t('password.next')}
        autoComplete="new-password"
        required
        hint={t('password.hint')}
        error={tried && short ? t('password.short') : undefined}
        value={next}
        onChange={(event) => setNext(event.target.value)}
      />
      <div className={classes.row}>
        <Button type="submit" busy={change.isPending} disabled={current === '' || next === ''}>
          {t('password.submit')}
        </Button>
        <span role="status" className={classes.saved}>
          {change.isSuccess && next === '' ? t('password.changed') : ''}
        </span>
      </div>
    </form>
  );
}
