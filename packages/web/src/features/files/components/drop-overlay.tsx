/** Says that what is held over the page may be let go here. */
import { IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './drop-overlay.module.css';

export function DropOverlay() {
  const { t } = useTranslation('files');
  return (
    <div className={classes.overlay} aria-hidden="true">
      <p className={classes.words}>
        <IconUpload size={28} />
        {t('drop')}
      </p>
    </div>
  );
}
