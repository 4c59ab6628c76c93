/** The places on a phone, within the thumb's reach. */
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Count } from '../../ui/components/badge.tsx';
import { useMe } from '../client.ts';
import type { Place } from '../feature.ts';
import classes from './bottom-bar.module.css';
import { covers, usePlaces } from './places.ts';

export function BottomBar() {
  const { t } = useTranslation();
  const places = usePlaces(useMe().role);
  return (
    <nav className={classes.bar} aria-label={t('shell.places')}>
      {places.map((place) => (
        <BottomPlace key={place.id} place={place} />
      ))}
    </nav>
  );
}

function BottomPlace({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const count = place.useCount?.() ?? 0;
  const Icon = place.icon;
  return (
    <Link to={place.to} className={classes.place} aria-current={covers(place, pathname) ? 'page' : undefined}>
      <span className={classes.icon}>
        <Icon size={23} stroke={1.7} />
        {count > 0 ? (
          <span className={classes.count}>
            <Count count={count} label={t(place.counted ?? 'shell.unread', { count })} tone="alert" />
          </span>
        ) : null}
      </span>
      <span>{t(place.label)}</span>
    </Link>
  );
}
