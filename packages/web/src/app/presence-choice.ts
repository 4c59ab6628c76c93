/**
 * What the person wants to appear as. Do not disturb goes with the account, to every device; appearing away is this
 * browser's. `online` means: as I am, away when I am not there.
 */
import type { CommandInput } from '@parley/contract/registry';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { toast } from '../ui/components/toasts.tsx';
import { client, useMe } from './client.ts';
import { errorText } from './errors.ts';

type Reported = 'online' | 'away';
export type PresenceWish = Reported | 'dnd';

interface PresenceChoice {
  readonly status: Reported;
}

export const usePresenceChoice = create<PresenceChoice>()(
  persist((): PresenceChoice => ({ status: 'online' }), {
    name: 'parley:presence',
    version: 2,
    // Do not disturb was this browser's once.
    migrate: (): PresenceChoice => ({ status: 'online' }),
  }),
);

/** Sets my status, or do not disturb; what is absent stays. */
export function useSetStatus() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (input: CommandInput<'account:status'>) => client.call('account:status', input),
    onError: (error) => toast(errorText(t, error), { tone: 'danger' }),
  });
}

export interface MyPresence {
  readonly wish: PresenceWish;
  /** `until`: when do not disturb ends by itself. */
  readonly choose: (wish: PresenceWish, until?: string | null) => void;
}

export function useMyPresence(): MyPresence {
  const me = useMe();
  const reported = usePresenceChoice((state) => state.status);
  const { mutate } = useSetStatus();
  return {
    wish: me.dnd === undefined ? reported : 'dnd',
    choose: (wish, until = null) => {
      if (wish === 'dnd') {
        mutate({ dnd: { until } });
        return;
      }
      usePresenceChoice.setState({ status: wish });
      if (me.dnd !== undefined) mutate({ dnd: null });
    },
  };
}
