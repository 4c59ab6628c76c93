/** The emoji of this server, for those who look after it: adding them, and taking them away. */
import { EMOJI } from '@parley/client/features/emoji/projection';
import { IconMoodPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { AddEmoji } from './add-emoji.tsx';
import { EmojiRow } from './emoji-row.tsx';
import classes from './emoji-section.module.css';

export function EmojiSection() {
  const { t } = useTranslation('emoji');
  const { list } = useReadable(client.shared(EMOJI));
  return (
    <div className={classes.section}>
      <AddEmoji />
      {list.length === 0 ? (
        <EmptyState
          icon={<IconMoodPlus size={30} stroke={1.5} />}
          title={t('noneTitle')}
          text={t('noneText')}
        />
      ) : (
        <>
          <h2 className={classes.heading}>{t('count', { count: list.length })}</h2>
          <ul className={classes.list} aria-label={t('title')}>
            {list.map((emoji) => (
              <EmojiRow key={emoji.id} emoji={emoji} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
