/** Pages for when there is no page: what happened and the way on. */

import { IconCloudOff, IconCompass } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/components/button.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { ButtonLink } from './button-link.tsx';
import classes from './error-pages.module.css';
import { usePageTitle } from './page-title.ts';

interface MessagePageProps {
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
  readonly icon?: ReactNode;
}

export function MessagePage({
  title,
  text,
  action,
  icon = <IconCloudOff size={32} stroke={1.5} />,
}: MessagePageProps) {
  usePageTitle(title);
  return (
    <main className={classes.page}>
      <EmptyState level={1} icon={icon} title={title} text={text} action={action} />
    </main>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <MessagePage
      title={t('notFound.title')}
      text={t('notFound.text')}
      icon={<IconCompass size={32} stroke={1.5} />}
      action={
        <ButtonLink to="/" variant="primary">
          {t('notFound.home')}
        </ButtonLink>
      }
    />
  );
}

/** A fault of ours. What was typed is kept; a reload is the way on. */
export function ErrorPage() {
  const { t } = useTranslation();
  return (
    <MessagePage
      title={t('broken.title')}
      text={t('broken.text')}
      action={
        <Button variant="primary" onClick={() => window.location.reload()}>
          {t('broken.reload')}
        </Button>
      }
    />
  );
}
