/** What follows from who is signed in, and from no longer being. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '../../i18n/languages.ts';
import { adoptLanguage } from '../../i18n/setup.ts';
import { toast } from '../../ui/components/toasts.tsx';
import { client, session, useMe, useReadable } from '../client.ts';
import { sanctionText } from '../errors.ts';

/**
 * A connection the server ended may mean the sign-in ended with it: signed out in another tab, or disabled. Asking tells;
 * then the gate leads to sign-in, and nothing of the person stays on the page.
 */
export function useSignedOutElsewhere(): void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const connection = useReadable(client.connection);
  const { kind } = connection;
  const sanction = connection.kind === 'closed' ? connection.closing?.sanction : undefined;
  const ended = kind === 'closed' || kind === 'refused';
  useEffect(() => {
    if (!ended) return;
    const look = async () => {
      const now = await session.restore();
      if (now.kind !== 'signedOut') return;
      queries.clear();
      if (sanction === undefined) toast(t('error.UNAUTHENTICATED'));
      else toast(sanctionText(t, 'banned', sanction), { tone: 'danger' });
    };
    // Not reached: the connection bar tells that it ended, and how to go on.
    look().catch(() => undefined);
  }, [ended, sanction, queries, t]);
}

/** The language of the account speaks on a machine where nobody has chosen one. */
export function useLanguageOfAccount(): void {
  const { locale } = useMe();
  useEffect(() => {
    if (isLanguage(locale)) void adoptLanguage(locale);
  }, [locale]);
}
