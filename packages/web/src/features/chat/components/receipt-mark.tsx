/** How far a message of mine has come: sent, on a device of somebody, read. */
import { IconCheck, IconChecks } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import type { MessageSubject } from '../../../app/feature.ts';
import { shownProgress } from '../receipt-model.ts';
import classes from './receipt-mark.module.css';

export function ReceiptMark({ message, room, mine }: MessageSubject) {
  const { t } = useTranslation('talk');
  const { state } = client.room(room.id);
  // A word for what is shown: a row is drawn anew only when that changes.
  const progress = useSyncExternalStore(state.subscribe, () => {
    const { conversation } = state.getSnapshot();
    const alone = !mine || message.userId === '' || conversation === null || room.memberCount < 2;
    return alone ? null : shownProgress(conversation, message);
  });
  if (progress === null) return null;
  const label = t(`progress.${progress}`);
  const Icon = progress === 'sent' ? IconCheck : IconChecks;
  return (
    <span className={classes.mark} data-progress={progress} title={label}>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
