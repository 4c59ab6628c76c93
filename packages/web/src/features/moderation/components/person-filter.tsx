/** Somebody, found by a part of their name. */
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { TextField } from '../../../ui/components/field.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import classes from './audit-section.module.css';

interface PersonFilterProps {
  readonly label: string;
  /** An id. */
  readonly value: string | undefined;
  readonly nameOf: (id: string) => string | undefined;
  readonly onChange: (id: string | undefined) => void;
}

export function PersonFilter({ label, value, nameOf, onChange }: PersonFilterProps) {
  const { t } = useTranslation('moderation');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const listId = useId();
  const q = useDeferredValue(text.trim());
  const { data } = useQuery({
    queryKey: ['audit-people', q],
    queryFn: () => client.call('people:list', { limit: 20, q }),
    enabled: q !== '',
    placeholderData: (previous) => previous,
  });
  const people = data?.items ?? [];
  if (value !== undefined) {
    const name = nameOf(value) ?? (chosen?.id === value ? chosen.name : '…');
    return (
      <div className={classes.picked}>
        <TextField label={label} readOnly dir="auto" value={name} />
        <IconButton
          size="sm"
          label={t('audit.clearOne', { what: label })}
          icon={<IconX size={16} />}
          onClick={() => {
            setText('');
            onChange(undefined);
          }}
        />
      </div>
    );
  }
  const type = (typed: string) => {
    setText(typed);
    const person = people.find(({ username }) => username === typed);
    if (person === undefined) return;
    setChosen({ id: person.id, name: person.displayName });
    onChange(person.id);
  };
  return (
    <>
      <TextField
        label={label}
        list={listId}
        placeholder={t('audit.anybody')}
        autoComplete="off"
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <datalist id={listId}>
        {people.map(({ id, username, displayName }) => (
          <option key={id} value={username} label={displayName} />
        ))}
      </datalist>
    </>
  );
}
