/** How one appears to others, and what one says of oneself. */
import { IconMoodPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { useMyPresence } from '../../../app/presence-choice.ts';
import { shownOf } from '../../../app/status-model.ts';
import { Button } from '../../../ui/components/button.tsx';
import { Segmented } from '../../../ui/components/segmented.tsx';
import { useStatusText } from '../../../ui/components/status-mark.tsx';

const StatusDialog = lazy(async () => ({
  default: (await import('../../../app/shell/status-dialog.tsx')).StatusDialog,
}));

const STATUSES = ['online', 'away', 'dnd'] as const;

export function PresenceSettings() {
  const { t } = useTranslation('settings');
  const { wish, choose } = useMyPresence();
  const { custom } = shownOf(useMe(), undefined, Date.now());
  const said = useStatusText(custom);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Segmented
        label={t('presence.appear')}
        value={wish}
        options={STATUSES.map((value) => ({ value, label: t(`app:presence.${value}`) }))}
        onChange={choose}
      />
      <div>
        <Button
          icon={custom?.emoji === undefined ? <IconMoodPlus size={17} /> : undefined}
          onClick={() => setAsking(true)}
        >
          {custom === undefined ? t('app:status.set') : [custom.emoji, said].filter(Boolean).join(' ')}
        </Button>
      </div>
      {asking ? (
        <Suspense>
          <StatusDialog onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
