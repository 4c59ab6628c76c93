/** Presses on what stands in a message's text: a name leads to that person, an address of this server goes there without another tab. */
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { toast } from '../../../ui/components/toasts.tsx';
import { useDirect } from '../hooks.ts';
import { linkTarget } from '../message-link.ts';

export function useBodyPress(me: string): (event: MouseEvent<HTMLElement>) => void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const direct = useDirect();
  return (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const userId = target.closest<HTMLElement>('button[data-mention]')?.dataset.mention;
    if (userId !== undefined) {
      if (userId === me) return;
      direct.mutate([userId], { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    const link = target.closest('a[href]');
    const to = link instanceof HTMLAnchorElement ? linkTarget(link.href, location.origin) : null;
    if (to === null) return;
    event.preventDefault();
    const { roomId, messageId: message } = to;
    void navigate({
      to: '/rooms/$roomId',
      params: { roomId },
      search: message === undefined ? {} : { message },
    });
  };
}
