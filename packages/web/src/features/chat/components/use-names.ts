/** What people of a room are called, as far as it is known here without asking. */
import { useTranslation } from 'react-i18next';
import { useReadable } from '../../../app/client.ts';
import type { RowContext } from './row-context.ts';

/** Me first, then whoever is among the loaded members or has written in view; the rest are "somebody". */
export function useNames(
  { handle, me }: Pick<RowContext, 'handle' | 'me'>,
  ids: readonly string[],
): readonly string[] {
  const { t } = useTranslation('reactions');
  const { conversation } = useReadable(handle.state);
  const nameOf = (id: string) =>
    conversation?.members.find((member) => member.id === id)?.displayName ??
    conversation?.messages.find((message) => message.userId === id)?.displayName ??
    t('somebody');
  const mine = ids.includes(me) ? [t('you')] : [];
  return [...mine, ...ids.filter((id) => id !== me).map(nameOf)];
}
