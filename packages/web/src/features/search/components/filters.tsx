/** Filters as buttons: those that are offered, pressed or not, and those that were typed, to be taken out. */
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { filtersOf, has, OFFERED, toggled, withoutFilter } from '../search-model.ts';
import classes from './filters.module.css';

interface FiltersProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

export function Filters({ text, onChange }: FiltersProps) {
  const { t } = useTranslation('search');
  const names: Readonly<Record<(typeof OFFERED)[number], string>> = {
    'from:me': t('filter.mine'),
    'is:unread': t('filter.unread'),
    'has:link': t('filter.link'),
    'has:file': t('filter.file'),
    'has:image': t('filter.image'),
    'has:code': t('filter.code'),
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={classes.row} role="group" aria-label={t('filter.title')}>
      {filtersOf(text).map((filter) => (
        <button
          key={filter.text}
          type="button"
          className={classes.chip}
          data-on
          aria-label={t('filter.remove', { filter: filter.text })}
          onClick={() => onChange(withoutFilter(text, filter))}
        >
          <bdi>{filter.text}</bdi>
          <IconX size={14} aria-hidden="true" />
        </button>
      ))}
      {OFFERED.map((filter) => (
        <button
          key={filter}
          type="button"
          className={classes.chip}
          data-on={has(text, filter) || undefined}
          aria-pressed={has(text, filter)}
          onClick={() => onChange(toggled(text, filter))}
        >
          {names[filter]}
        </button>
      ))}
    </div>
  );
}
