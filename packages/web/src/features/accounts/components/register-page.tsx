/** Registration, by invitation or open. */
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { session } from '../../../app/client.ts';
import { errorOf, errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { insidePath } from '../addresses.ts';
import { useSetupStatus } from '../hooks.ts';
import type { RegistrationDraft } from '../registration-model.ts';
import classes from './open-page.module.css';
import { OpenPage } from './open-page.tsx';
import { bodyOf, RegistrationForm } from './registration-form.tsx';

export function RegisterPage() {
  const { t } = useTranslation('accounts');
  const search: { readonly invite?: string; readonly next?: unknown } = useSearch({ strict: false });
  const { invite } = search;
  const next = insidePath(search.next);
  const setup = useSetupStatus().data;
  const register = useMutation({
    mutationFn: (draft: RegistrationDraft) =>
      session.register({ ...bodyOf(draft), ...(invite === undefined ? {} : { invite }) }),
  });
  const explain = (error: unknown) =>
    errorOf(error).code === 'FORBIDDEN' || errorOf(error).details.some((detail) => detail.path === 'invite')
      ? t('register.inviteRefused')
      : errorText(t, error);
  const closed = setup?.registration === 'closed';
  const uninvited = setup?.registration === 'invite' && invite === undefined;

  return (
    <OpenPage
      title={t('register.title')}
      text={t(invite === undefined ? 'register.text' : 'register.invited')}
      next={next}
      foot={
        <>
          {t('register.known')}{' '}
          <Link to="/sign-in" search={{ next }}>
            {t('register.signIn')}
          </Link>
        </>
      }
    >
      {closed || uninvited ? (
        <div className={classes.form}>
          <Banner tone="info">{t(closed ? 'register.closed' : 'register.uninvited')}</Banner>
        </div>
      ) : (
        <RegistrationForm
          submit={t('register.submit')}
          busy={register.isPending}
          error={register.error}
          explain={explain}
          onSubmit={(draft) => register.mutate(draft)}
        />
      )}
    </OpenPage>
  );
}
