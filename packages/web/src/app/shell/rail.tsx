/** The rail: the places of Parley, and oneself at its foot. */
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Hint } from '../../ui/components/tooltip.tsx';
import { useMe } from '../client.ts';
import type { Place } from '../feature.ts';
import { Logo } from './logo.tsx';
import { MyMenu } from './my-menu.tsx';
import { covers, usePlaces } from './places.ts';
import classes from './rail.module.css';

export function Rail() {
  const { t } = useTranslation();
  const me = useMe();
  const places = usePlaces(me.role).filter((place) => !place.onlyPhone);
  return (
    <nav className={classes.rail} aria-label={t('shell.places')}>
      <Link to="/" className={classes.logo} aria-label={t('shell.home')}>
        <Logo size={30} />
      </Link>
      <div className={classes.places}>
        {places.map((place) => (
          <RailPlace key={place.id} place={place} />
        ))}
      </div>
      <MyMenu />
    </nav>
  );
}

function RailPlace({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const count = place.useCount?.() ?? 0;
  const here = covers(place, pathname);
  const Icon = place.icon;
  const label = t(place.label);
  const countedLabel =
    place.counted === undefined
      ? t('shell.placeUnread', { place: label, count })
      : `${label}, ${t(place.counted, { count })}`;
  return (
    <Hint label={label} side="end">
      <Link
        to={place.to}
        className={classes.place}
        aria-current={here ? 'page' : undefined}
        aria-label={count > 0 ? countedLabel : label}
      >
        <Icon size={22} stroke={here ? 2 : 1.7} />
        {count > 0 ? <span className={classes.dot} aria-hidden="true" /> : null}
      </Link>
    </Hint>
  );
}
