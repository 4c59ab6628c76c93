/** What the audit log is narrowed to; it stands in the address, so that it can be sent to somebody. */
import type { AuditEntry } from '@parley/contract/features/audit/model';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { Button } from '../../../ui/components/button.tsx';
import { SelectField, TextField } from '../../../ui/components/field.tsx';
import { actKey } from '../act-key.ts';
import type { AuditSearch } from '../audit-filter.ts';
import { AUDITED } from '../audited.ts';
import classes from './audit-section.module.css';
import { PersonFilter } from './person-filter.tsx';

interface AuditFiltersProps {
  readonly search: AuditSearch;
  /** What is shown: knows the names of those who are filtered by. */
  readonly entries: readonly AuditEntry[];
  readonly onChange: (search: AuditSearch) => void;
  /** What can be done with what is left. */
  readonly children: ReactNode;
}

export function AuditFilters({ search, entries, onChange, children }: AuditFiltersProps) {
  const { t } = useTranslation('moderation');
  const set = (name: keyof AuditSearch, value: string | undefined) => {
    const { [name]: _, ...rest } = search;
    onChange(value === undefined || value === '' ? rest : { ...rest, [name]: value });
  };
  const { target } = search;
  return (
    <search className={classes.filters}>
      <div className={classes.grid}>
        <PersonFilter
          label={t('audit.who')}
          value={search.actor}
          nameOf={(id) => entries.find(({ actor }) => actor.id === id)?.actor.displayName}
          onChange={(id) => set('actor', id)}
        />
        <SelectField
          label={t('audit.filter')}
          value={search.action ?? ''}
          onChange={(event) => set('action', event.target.value)}
        >
          <option value="">{t('audit.all')}</option>
          {AUDITED.map((name) => {
            const key = actKey(name);
            return (
              <option key={name} value={name}>
                {t(`act.${key}`)}
              </option>
            );
          })}
        </SelectField>
        <RoomFilter value={search.room} entries={entries} onChange={(id) => set('room', id)} />
      </div>
      <div className={classes.days}>
        <TextField
          label={t('audit.from')}
          type="date"
          value={search.from ?? ''}
          max={search.until}
          onChange={(event) => set('from', event.target.value)}
        />
        <TextField
          label={t('audit.until')}
          type="date"
          value={search.until ?? ''}
          min={search.from}
          onChange={(event) => set('until', event.target.value)}
        />
        <div className={classes.export}>{children}</div>
      </div>
      {Object.keys(search).length === 0 ? null : (
        <div className={classes.chips}>
          {target === undefined ? null : (
            <span className={classes.chip}>
              {t('audit.onlyTarget', {
                name: entries.find((entry) => entry.target.id === target)?.target.name ?? '…',
              })}
            </span>
          )}
          <Button size="sm" variant="quiet" icon={<IconX size={15} />} onClick={() => onChange({})}>
            {t('audit.clear')}
          </Button>
        </div>
      )}
    </search>
  );
}

interface RoomFilterProps {
  readonly value: string | undefined;
  readonly entries: readonly AuditEntry[];
  readonly onChange: (roomId: string) => void;
}

/** My rooms; another one is chosen at an entry of it, or came with the address. */
function RoomFilter({ value, entries, onChange }: RoomFilterProps) {
  const { t } = useTranslation('moderation');
  const mine = useReadable(client.rooms).rooms.filter(({ visibility }) => visibility !== 'direct');
  const isOther = value !== undefined && !mine.some(({ id }) => id === value);
  return (
    <SelectField
      label={t('audit.where')}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{t('audit.everywhere')}</option>
      {isOther ? (
        <option value={value}>{entries.find(({ room }) => room?.id === value)?.room?.name ?? '…'}</option>
      ) : null}
      {mine.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
