/** First run: whoever holds the link from the terminal becomes the owner. */

import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../app/button-link.tsx';
import { session } from '../../../app/client.ts';
import { errorOf, errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import { useSetupStatus } from '../hooks.ts';
import type { RegistrationDraft } from '../registration-model.ts';
import classes from './open-page.module.css';
import { OpenPage } from './open-page.tsx';
import { bodyOf, RegistrationForm } from './registration-form.tsx';

export function SetupPage() {
  const { t } = useTranslation('accounts');
  const search: { readonly code?: string } = useSearch({ strict: false });
  const [code, setCode] = useState(search.code ?? '');
  const status = useSetupStatus().data;
  const setup = useMutation({
    mutationFn: (draft: RegistrationDraft) => session.setup({ ...bodyOf(draft), code: code.trim() }),
  });
  const explain = (error: unknown) =>
    errorOf(error).code === 'FORBIDDEN' || errorOf(error).details.some((detail) => detail.path === 'code')
      ? t('setup.codeRefused')
      : errorText(t, error);

  if (status?.needed === false) {
    return (
      <OpenPage title={t('setup.doneTitle')} text={t('setup.doneText')}>
        <div className={classes.form}>
          <ButtonLink to="/sign-in" search={{}} variant="primary" size="lg">
            {t('register.signIn')}
          </ButtonLink>
        </div>
      </OpenPage>
    );
  }
  return (
    <OpenPage title={t('setup.title')} text={t('setup.text')}>
      {search.code === undefined ? (
        <div className={classes.form}>
          <Banner tone="info">{t('setup.findCode')}</Banner>
        </div>
      ) : null}
      <RegistrationForm
        submit={t('setup.submit')}
        busy={setup.isPending}
        error={setup.error}
        explain={explain}
        disabled={code.trim() === ''}
        before={
          search.code === undefined ? (
            <TextField
              label={t('setup.code')}
              name="code"
              dir="ltr"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          ) : null
        }
        onSubmit={(draft) => setup.mutate(draft)}
      />
    </OpenPage>
  );
}
