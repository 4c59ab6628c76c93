/** Another device wrote in the same place: both texts are there, and one chooses. */
import { IconDevices } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/components/button.tsx';
import type { DraftField } from '../use-draft.ts';
import classes from './draft-conflict.module.css';

interface DraftConflictProps {
  readonly draft: DraftField;
  /** The choice is made: one writes on. */
  readonly onDone: () => void;
}

export function DraftConflict({ draft, onDone }: DraftConflictProps) {
  const { t } = useTranslation('chat');
  const { other, takeOther, keepMine } = draft;
  if (other === null) return null;
  const choose = (choice: () => void) => {
    choice();
    onDone();
  };
  return (
    <section className={classes.conflict} aria-label={t('draft.changed')} data-testid="draft-conflict">
      <IconDevices size={18} aria-hidden="true" className={classes.icon} />
      <div className={classes.words} role="status">
        <p className={classes.title}>{t('draft.changed')}</p>
        <p className={classes.other} dir="auto">
          {other.text}
        </p>
      </div>
      <div className={classes.choices}>
        <Button size="sm" onClick={() => choose(takeOther)}>
          {t('draft.takeOther')}
        </Button>
        <Button size="sm" variant="quiet" onClick={() => choose(keepMine)}>
          {t('draft.keepMine')}
        </Button>
      </div>
    </section>
  );
}
