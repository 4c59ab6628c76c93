/** One act: what, to whom, why, by whom, when and where. A press on a name narrows the log to it. */
import type { AuditEntry } from '@parley/contract/features/audit/model';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/format.ts';
import { actKey } from '../act-key.ts';
import { detailTexts } from '../audit-details.ts';
import type { AuditSearch } from '../audit-filter.ts';
import { isAudited } from '../audited.ts';
import classes from './audit-section.module.css';
import section from './section.module.css';

interface AuditEntryRowProps {
  readonly entry: AuditEntry;
  readonly onNarrow: (to: AuditSearch) => void;
}

export function AuditEntryRow({ entry, onNarrow }: AuditEntryRowProps) {
  const { t } = useTranslation('moderation');
  const formats = useFormats();
  const { action, actor, target, room, reason, at } = entry;
  const key = actKey(action);
  const emoji = emojiNamed(entry);
  const details = detailTexts(entry, t, formats);
  return (
    <li className={classes.entry} data-testid="entry">
      <span className={section.head}>
        {isAudited(action) ? t(`act.${key}`) : action}
        {emoji === undefined ? null : <bdi>{emoji}</bdi>}
        {target.name === undefined ? null : (
          <Name
            name={target.name}
            label={t('audit.onlyTarget', { name: target.name })}
            onPress={() => onNarrow({ target: target.id })}
          />
        )}
      </span>
      {details.length === 0 ? null : <span className={section.detail}>{details.join(' · ')}</span>}
      {reason === undefined ? null : (
        <span className={classes.reason} dir="auto">
          {t('audit.reason', { reason })}
        </span>
      )}
      <span className={section.detail}>
        <Name
          name={actor.displayName}
          label={t('audit.onlyActor', { name: actor.displayName })}
          onPress={() => onNarrow({ actor: actor.id })}
        />{' '}
        ·{' '}
        <time dateTime={at} title={formats.exact(at)}>
          {formats.upTo(at, Date.now())}
        </time>
        {room?.name === undefined ? null : (
          <>
            {' · '}
            <Name
              name={room.name}
              label={t('audit.onlyRoom', { name: room.name })}
              onPress={() => onNarrow({ room: room.id })}
            />
          </>
        )}
      </span>
    </li>
  );
}

/** What is left of an emoji that was taken away. */
function emojiNamed({ target, details }: AuditEntry): string | undefined {
  return target.kind === 'emoji' && typeof details.name === 'string' ? `:${details.name}:` : undefined;
}

interface NameProps {
  readonly name: string;
  readonly label: string;
  readonly onPress: () => void;
}

function Name({ name, label, onPress }: NameProps) {
  return (
    <button type="button" className={classes.name} aria-label={label} title={label} onClick={onPress}>
      <bdi>{name}</bdi>
    </button>
  );
}
