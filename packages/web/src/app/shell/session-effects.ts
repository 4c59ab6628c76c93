/** What follows from who is signed in, and from no longer being. */
import { useEffect } from 'react';
import { isLanguage } from '../../i18n/languages.ts';
import { adoptLanguage } from '../../i18n/setup.ts';
import { client, session, useMe, useReadable } from '../client.ts';

/** A connection the server ended may mean the sign-in ended with it: asking tells, and then the gate leads to sign-in. */
export function useSignedOutElsewhere(): void {
  const { kind } = useReadable(client.connection);
  useEffect(() => {
    if (kind === 'closed' || kind === 'refused') session.refresh().catch(() => undefined);
  }, [kind]);
}

/** The language of the account speaks on a machine where nobody has chosen one. */
export function useLanguageOfAccount(): void {
  const { locale } = useMe();
  useEffect(() => {
    if (isLanguage(locale)) void adoptLanguage(locale);
  }, [locale]);
}
