/** The settings, each group by itself; what is changed is saved by its own button or at once. */
import { IconLogout } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/page-title.ts';
import { useSignOut } from '../../../app/sign-out.ts';
import { PHONE, useMedia } from '../../../app/use-media.ts';
import { Button } from '../../../ui/components/button.tsx';
import { Page } from '../../../ui/components/page.tsx';
import { LookSettings } from './look-settings.tsx';
import { PasswordSettings } from './password-settings.tsx';
import { PresenceSettings } from './presence-settings.tsx';
import { ProfileSettings } from './profile-settings.tsx';
import { ReceiptSettings } from './receipt-settings.tsx';
import classes from './settings-page.module.css';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  const phone = useMedia(PHONE);
  const signOut = useSignOut();
  usePageTitle(t('title'));
  return (
    <Page title={t('title')}>
      <Group id="profile" title={t('profile.title')} text={t('profile.text')}>
        <ProfileSettings />
      </Group>
      <Group id="presence" title={t('presence.title')} text={t('presence.text')}>
        <PresenceSettings />
        <ReceiptSettings />
      </Group>
      <Group id="look" title={t('look.title')} text={t('look.text')}>
        <LookSettings />
      </Group>
      <Group id="password" title={t('password.title')} text={t('password.text')}>
        <PasswordSettings />
      </Group>
      {phone ? (
        <div className={classes.signOut}>
          <Button wide icon={<IconLogout size={17} className="flip" />} onClick={signOut}>
            {t('app:me.signOut')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

interface GroupProps {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Group({ id, title, text, children }: GroupProps) {
  return (
    <section className={classes.group} aria-labelledby={`settings-${id}`}>
      <div className={classes.about}>
        <h2 id={`settings-${id}`} className={classes.title}>
          {title}
        </h2>
        <p className={classes.text}>{text}</p>
      </div>
      <div className={classes.controls}>{children}</div>
    </section>
  );
}
