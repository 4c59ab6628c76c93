/** The operators there are, each with what it does. */
import { useTranslation } from 'react-i18next';
import classes from './hints.module.css';

export function Hints() {
  const { t } = useTranslation('search');
  const hints: readonly (readonly [string, string])[] = [
    ['"…"', t('hint.phrase')],
    ['-…', t('hint.not')],
    ['from:ada', t('hint.from')],
    ['in:general', t('hint.in')],
    ['before:2026-01-31', t('hint.before')],
    ['after:2026-01-31', t('hint.after')],
    ['on:2026-01-31', t('hint.on')],
    ['has:link', t('hint.has')],
    ['is:thread', t('hint.is')],
  ];
  return (
    <dl className={classes.hints} aria-label={t('hint.title')}>
      {hints.map(([operator, meaning]) => (
        <div key={operator} className={classes.hint}>
          <dt dir="ltr">
            <code>{operator}</code>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
