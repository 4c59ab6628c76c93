/** The frame around every page: rail, sidebar, page; under 640 px one column with a bottom bar. */

import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { Extensions } from '../extensions.ts';
import type { WebFeature } from '../feature.ts';
import { FEATURES } from '../features.ts';
import { useLayout } from '../layout-store.ts';
import { PHONE, useMedia } from '../use-media.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { isTyping } from './keys.ts';
import { covers } from './places.ts';
import { usePresenceReporting } from './presence-reporting.ts';
import { Rail } from './rail.tsx';
import { useLanguageOfAccount, useSignedOutElsewhere } from './session-effects.ts';
import classes from './shell.module.css';
import { SidebarFrame } from './sidebar-frame.tsx';

const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

/** The feature whose sidebar stands beside an address. */
function featureAt(pathname: string): WebFeature | undefined {
  return FEATURES.find((feature) => feature.places?.some((place) => covers(place, pathname)));
}

export function Shell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const phone = useMedia(PHONE);
  const sidebarOpen = useLayout((layout) => layout.sidebarOpen);
  const feature = featureAt(pathname);
  const Sidebar = feature?.Sidebar;
  const onItsOwn = feature?.isListPage?.(pathname) ?? false;

  useEffect(() => {
    client.start();
    return () => client.stop();
  }, []);
  usePresenceReporting();
  useSignedOutElsewhere();
  useLanguageOfAccount();

  return (
    <Extensions features={FEATURES}>
      <div className={classes.shell} data-phone={phone || undefined}>
        <a className={classes.skip} href="#page">
          {t('shell.skip')}
        </a>
        {phone ? null : <Rail />}
        {Sidebar === undefined || (phone ? !onItsOwn : !sidebarOpen) ? null : (
          <SidebarFrame phone={phone}>
            <Sidebar />
          </SidebarFrame>
        )}
        {phone && onItsOwn && Sidebar !== undefined ? null : (
          <main id="page" className={classes.page} tabIndex={-1}>
            <ConnectionBar />
            <Outlet />
          </main>
        )}
        {phone ? <BottomBar /> : null}
        {FEATURES.map(({ name, Overlay }) => (Overlay === undefined ? null : <Overlay key={name} />))}
        <KeysHelp />
      </div>
    </Extensions>
  );
}

/** `?` lists the keys. */
function KeysHelp() {
  const [opened, setOpened] = useState(false);
  const [everOpened, setEverOpened] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || isTyping(event.target)) return;
      event.preventDefault();
      setEverOpened(true);
      setOpened(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return everOpened ? (
    <Suspense>
      <KeysDialog opened={opened} onClose={() => setOpened(false)} />
    </Suspense>
  ) : null;
}
