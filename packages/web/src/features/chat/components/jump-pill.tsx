/** The way to the newest messages, saying how many came meanwhile. */
import { IconArrowDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './jump-pill.module.css';

interface JumpPillProps {
  readonly shown: boolean;
  readonly count: number;
  readonly onJump: () => void;
}

export function JumpPill({ shown, count, onJump }: JumpPillProps) {
  const { t } = useTranslation('chat');
  if (!shown) return null;
  return (
    <div className={classes.place}>
      <button type="button" className={classes.pill} data-new={count > 0 || undefined} onClick={onJump}>
        <IconArrowDown size={16} aria-hidden="true" />
        {count > 0 ? t('conversation.newCount', { count }) : t('conversation.jump')}
      </button>
    </div>
  );
}
