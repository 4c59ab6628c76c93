/** Signing in, with a username or an e-mail address. */

import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../../../app/client.ts';
import { errorOf, errorText } from '../../../app/errors.ts';
import { directionFor } from '../../../i18n/languages.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { PasswordField, TextField } from '../../../ui/components/field.tsx';
import { insidePath } from '../addresses.ts';
import { useSetupStatus } from '../hooks.ts';
import classes from './open-page.module.css';
import { OpenPage } from './open-page.tsx';

export function SignInPage() {
  const { t } = useTranslation('accounts');
  const search: { readonly next?: unknown } = useSearch({ strict: false });
  const setup = useSetupStatus().data;
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({ mutationFn: () => session.login({ login: login.trim(), password }) });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() !== '' && password !== '') signIn.mutate();
  };
  const wrong = signIn.isError && errorOf(signIn.error).code === 'UNAUTHENTICATED';

  return (
    <OpenPage
      title={t('signIn.title')}
      text={t('signIn.text')}
      next={insidePath(search.next)}
      foot={
        setup?.registration === 'open' ? (
          <>
            {t('signIn.new')}{' '}
            <Link to="/register" search={{ next: insidePath(search.next) }}>
              {t('signIn.register')}
            </Link>
          </>
        ) : setup?.registration === 'invite' ? (
          t('signIn.byInvite')
        ) : undefined
      }
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {setup?.needed ? <Banner tone="info">{t('signIn.setupNeeded')}</Banner> : null}
        {signIn.isError ? (
          <Banner tone="danger">{wrong ? t('signIn.wrong') : errorText(t, signIn.error)}</Banner>
        ) : null}
        <TextField
          label={t('signIn.login')}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir={directionFor(login)}
          autoFocus
          required
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
        <PasswordField
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          wide
          busy={signIn.isPending}
          disabled={login.trim() === '' || password === ''}
        >
          {t('signIn.submit')}
        </Button>
      </form>
    </OpenPage>
  );
}
