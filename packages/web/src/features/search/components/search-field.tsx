/** Where one types what to look for. */
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { directionFor } from '../../../i18n/languages.ts';
import classes from './search-field.module.css';

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
}

export function SearchField({ value, onChange, maxLength }: SearchFieldProps) {
  const { t } = useTranslation('search');
  return (
    <search className={classes.field}>
      <IconSearch size={18} aria-hidden="true" />
      <input
        type="search"
        className={classes.input}
        aria-label={t('field')}
        placeholder={t('placeholder')}
        dir={directionFor(value)}
        value={value}
        maxLength={maxLength}
        // biome-ignore lint/a11y/noAutofocus: the page is for typing here, and says so by its address
        autoFocus
        data-stop
        onChange={(event) => onChange(event.target.value)}
      />
    </search>
  );
}
