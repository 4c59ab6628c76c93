/** The keys there are. */
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/components/dialog.tsx';
import { Kbd } from '../../ui/components/kbd.tsx';
import classes from './keys-dialog.module.css';

const GROUPS = [
  {
    id: 'anywhere',
    keys: [
      ['Mod+K', 'goAnywhere'],
      ['Alt+Up', 'previousRoom'],
      ['Alt+Down', 'nextRoom'],
      ['N', 'nextUnread'],
      ['Mod+.', 'toggleSidebar'],
      ['?', 'help'],
    ],
  },
  {
    id: 'messages',
    keys: [
      ['J', 'nextMessage'],
      ['K', 'previousMessage'],
      ['R', 'reply'],
      ['T', 'answerInThread'],
      ['E', 'edit'],
      ['U', 'markUnread'],
    ],
  },
  {
    id: 'writing',
    keys: [
      ['Enter', 'send'],
      ['Shift+Enter', 'newLine'],
      ['Up', 'editLast'],
      ['Escape', 'cancelEdit'],
      ['Mod+B', 'bold'],
      ['Mod+I', 'italic'],
      ['Mod+E', 'code'],
    ],
  },
] as const;

export function KeysDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('keys.title')} size={520}>
      {GROUPS.map((group) => (
        <Fragment key={group.id}>
          <h3 className={classes.heading}>{t(`keys.${group.id}`)}</h3>
          <dl className={classes.list}>
            {group.keys.map(([keys, name]) => (
              <div key={name} className={classes.row}>
                <dt>{t(`keys.${name}`)}</dt>
                <dd className={classes.keys}>
                  <Kbd keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </Fragment>
      ))}
    </Dialog>
  );
}
