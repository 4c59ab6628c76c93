/** Pages of other features, at the top of the sidebar. */
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { leadsTo, useSidebarLinks } from '../../../app/extensions.ts';
import type { SidebarLink } from '../../../app/feature.ts';
import { Count } from '../../../ui/components/badge.tsx';
import linkClasses from './room-link.module.css';
import classes from './sidebar-links.module.css';

export function SidebarLinks({ place }: Pick<SidebarLink, 'place'>) {
  const links = useSidebarLinks(place);
  if (links.length === 0) return null;
  return (
    <ul className={classes.list}>
      {links.map((link) => (
        <Line key={link.id} link={link} />
      ))}
    </ul>
  );
}

const NOTHING = { count: 0, urgent: false };

function Line({ link }: { readonly link: SidebarLink }) {
  const { t } = useTranslation('chat');
  const { pathname } = useLocation();
  const { count, urgent } = link.useCount?.() ?? NOTHING;
  const Icon = link.icon;
  return (
    <li>
      <Link
        to={link.to}
        className={linkClasses.link}
        data-unread={urgent || undefined}
        aria-current={leadsTo(link, pathname) ? 'page' : undefined}
      >
        <span className={classes.icon} aria-hidden="true">
          <Icon size={17} stroke={1.7} />
        </span>
        <span className={linkClasses.name}>{t(link.label)}</span>
        {count > 0 ? (
          <Count count={count} label={t('sidebar.waiting', { count })} tone={urgent ? 'alert' : 'quiet'} />
        ) : null}
      </Link>
    </li>
  );
}
