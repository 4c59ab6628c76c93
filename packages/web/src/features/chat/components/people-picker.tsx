/** Chooses people by name; those chosen stand above as they will be told apart. */
import type { User } from '@parley/contract/features/accounts/model';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { useWatched } from '../../../app/use-shown.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { PageSearch } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { usePeopleSearch } from '../hooks.ts';
import classes from './people-picker.module.css';
import { PersonLine } from './person-line.tsx';

interface PeoplePickerProps {
  readonly chosen: readonly User[];
  readonly onChange: (chosen: readonly User[]) => void;
  /** Who can't be chosen: oneself, or whoever is in already. */
  readonly without: ReadonlySet<string>;
  readonly max: number;
}

export function PeoplePicker({ chosen, onChange, without, max }: PeoplePickerProps) {
  const { t } = useTranslation('chat');
  const [search, setSearch] = useState('');
  const people = usePeopleSearch(useDeferredValue(search.trim()));
  const shown = (people.data?.items ?? []).filter((person) => !without.has(person.id));
  useWatched(shown.map(({ id }) => id));
  const isChosen = (person: User) => chosen.some((one) => one.id === person.id);
  const toggle = (person: User) => {
    if (isChosen(person)) onChange(chosen.filter((one) => one.id !== person.id));
    else if (chosen.length < max) onChange([...chosen, person]);
  };
  return (
    <div>
      {chosen.length === 0 ? null : (
        <ul className={classes.chosen} aria-label={t('picker.chosen')}>
          {chosen.map((person) => (
            <li key={person.id} className={classes.chip}>
              <bdi>{person.displayName}</bdi>
              <button
                type="button"
                aria-label={t('picker.remove', { name: person.displayName })}
                onClick={() => toggle(person)}
              >
                <IconX size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PageSearch
        label={t('picker.search')}
        icon={<IconSearch size={17} />}
        value={search}
        onChange={setSearch}
      />
      <div className={classes.results}>
        {people.isError ? (
          <Banner tone="danger">{errorText(t, people.error)}</Banner>
        ) : people.isPending ? (
          <RowSkeletons rows={4} height={44} />
        ) : shown.length === 0 ? (
          <p className={classes.none}>{t('picker.none')}</p>
        ) : (
          <ul className={classes.list} aria-label={t('picker.people')}>
            {shown.map((person) => (
              <li key={person.id}>
                <label className={classes.person}>
                  <input
                    type="checkbox"
                    className={classes.box}
                    checked={isChosen(person)}
                    disabled={!isChosen(person) && chosen.length >= max}
                    onChange={() => toggle(person)}
                  />
                  <PersonLine person={person} />
                </label>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
