/** Lets into the shell who is signed in, and leads everyone else to where they can be. */
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/components/button.tsx';
import { session, useReadable } from './client.ts';
import { MessagePage } from './error-pages.tsx';
import { Shell } from './shell/shell.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';

export function Gate() {
  const state = useReadable(session.state);
  switch (state.kind) {
    case 'unknown':
      return <Restore />;
    case 'signedOut':
      return <LeadToSignIn />;
    case 'signedIn':
      return <Shell />;
  }
}

/** Once, and not again when the address changes: this stays on the page until the form has been loaded. */
function LeadToSignIn() {
  const navigate = useNavigate();
  const { href, pathname } = useLocation();
  const [search] = useState(pathname === '/' || pathname === '/sign-in' ? {} : { next: href });
  useEffect(() => {
    void navigate({ to: '/sign-in', search, replace: true });
  }, [navigate, search]);
  return null;
}

/** Asks the server whether the cookie still signs us in. */
function Restore() {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!failed) session.restore().catch(() => setFailed(true));
  }, [failed]);
  if (!failed) return <ShellSkeleton />;
  return (
    <MessagePage
      title={t('unreachable.title')}
      text={t('unreachable.text')}
      action={
        <Button variant="primary" onClick={() => setFailed(false)}>
          {t('action.tryAgain')}
        </Button>
      }
    />
  );
}
