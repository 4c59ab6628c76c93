/** On a phone, the way back to the list of conversations. */
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PHONE, useMedia } from '../../../app/use-media.ts';
import classes from './back-link.module.css';

export function BackLink() {
  const { t } = useTranslation('chat');
  const phone = useMedia(PHONE);
  return phone ? (
    <Link to="/" className={classes.back} aria-label={t('conversation.back')}>
      <IconArrowLeft size={22} className="flip" />
    </Link>
  ) : null;
}
