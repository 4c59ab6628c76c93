/** What other features offer to do, as entries of a menu, and the dialog of the one that was chosen. */
import { type ReactNode, Suspense, useState } from 'react';
import type { Offer } from '../../../app/feature.ts';
import type { Action } from '../../../ui/components/action-menu.tsx';

interface Offered {
  readonly actions: readonly Action[];
  readonly dialog: ReactNode;
}

/** `onAsking` hears when a dialog opens and closes: what the menu stands in must stay for the focus to come back. */
export function useOffers<S>(
  offers: readonly Offer<S>[],
  subject: S,
  onAsking: (asking: boolean) => void = () => {},
): Offered {
  // What it was about when it was chosen: the dialog doesn't change under the one who fills it in.
  const [asked, setAsked] = useState<{ readonly offer: Offer<S>; readonly subject: S } | null>(null);
  const choose = (offer: Offer<S>) => {
    if (offer.does.kind === 'act') return offer.does.run();
    setAsked({ offer, subject });
    onAsking(true);
  };
  const close = () => {
    setAsked(null);
    onAsking(false);
  };
  const actions = offers.map((offer) => ({
    id: offer.id,
    label: offer.label,
    icon: offer.icon,
    ...(offer.danger === true && { danger: true }),
    onSelect: () => choose(offer),
  }));
  const Dialog = asked?.offer.does.kind === 'ask' ? asked.offer.does.Dialog : null;
  return {
    actions,
    dialog:
      asked === null || Dialog === null ? null : (
        <Suspense>
          <Dialog subject={asked.subject} onClose={close} />
        </Suspense>
      ),
  };
}
