/** How one appears to others. */
import { useTranslation } from 'react-i18next';
import { choosePresence, usePresenceChoice } from '../../../app/presence-choice.ts';
import { Segmented } from '../../../ui/components/segmented.tsx';

const STATUSES = ['online', 'away', 'dnd'] as const;

export function PresenceSettings() {
  const { t } = useTranslation('settings');
  const status = usePresenceChoice((state) => state.status);
  return (
    <Segmented
      label={t('presence.appear')}
      value={status}
      options={STATUSES.map((value) => ({ value, label: t(`app:presence.${value}`) }))}
      onChange={choosePresence}
    />
  );
}
