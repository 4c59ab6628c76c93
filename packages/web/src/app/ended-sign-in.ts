/** When the server ends the connection for good, asks whether this sign-in ended too; if so, the form comes at once. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../ui/components/toasts.tsx';
import { client, session, useReadable } from './client.ts';

/** Signed out in another tab, ended or disabled by an administrator: nothing of the person stays on this page either. */
export function useEndedSignIn(): void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const ended = useReadable(client.connection).kind === 'closed';
  useEffect(() => {
    if (!ended) return;
    const look = async () => {
      // A token of the ended sign-in is no proof; only the cookie is.
      const { kind } = await session.restore();
      if (kind !== 'signedOut') return;
      queries.clear();
      toast(t('error.UNAUTHENTICATED'));
    };
    // Not reached: the connection bar tells that it ended and how to go on.
    look().catch(() => undefined);
  }, [ended, queries, t]);
}
