/** What the person wants to appear as. `online` means: as I am, away when I am not there. */
import type { SettablePresence } from '@parley/contract/kernel/presence';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface PresenceChoice {
  readonly status: SettablePresence;
}

export const usePresenceChoice = create<PresenceChoice>()(
  persist((): PresenceChoice => ({ status: 'online' }), { name: 'parley:presence', version: 1 }),
);

export function choosePresence(status: SettablePresence): void {
  usePresenceChoice.setState({ status });
}
