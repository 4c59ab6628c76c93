/** What an administrator may do to an account. */
import type { User } from '@parley/contract/features/accounts/model';
import { IconDots, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { ActionMenu } from '../../../ui/components/action-menu.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useSetDisabled, useSetRole } from '../hooks.ts';
import { administers, mayDisable, maySanction, rolesToGive } from '../roles.ts';
import classes from './person-menu.module.css';
import { useSanctions } from './use-sanctions.tsx';

export function PersonMenu({ person }: { readonly person: User }) {
  const { t } = useTranslation('accounts');
  const me = useMe();
  const setRole = useSetRole();
  const setDisabled = useSetDisabled();
  const [asking, setAsking] = useState(false);
  const roles = rolesToGive(me, person);
  // Nothing to do leaves its place among those who have something, so that the other buttons stand in one line.
  const sanctions = useSanctions(person, maySanction(me, person));
  if (roles.length === 0 && sanctions.actions.length === 0)
    return administers(me) ? <span className={classes.place} /> : null;

  const failed = (error: unknown) => toast(errorText(t, error), { tone: 'danger' });
  const disable = (disabled: boolean) =>
    setDisabled.mutate(
      { userId: person.id, disabled },
      {
        onError: failed,
        onSuccess: () => {
          setAsking(false);
          if (!disabled) return;
          toast(t('people.disabled', { name: person.displayName }), {
            action: { label: t('app:action.undo'), run: () => disable(false) },
          });
        },
      },
    );

  return (
    <>
      <ActionMenu
        label={t('people.manage', { name: person.displayName })}
        actions={[
          ...roles.map((role) => ({
            id: role,
            label: t('people.makeRole', { role: t(`role.${role}`) }),
            selected: role === person.role,
            onSelect: () => {
              if (role !== person.role) setRole.mutate({ userId: person.id, role }, { onError: failed });
            },
          })),
          ...sanctions.actions,
          ...(mayDisable(me, person) && person.disabled
            ? [
                {
                  id: 'enable',
                  label: t('people.enable'),
                  icon: <IconUserCheck size={17} />,
                  apart: true,
                  onSelect: () => disable(false),
                },
              ]
            : []),
          ...(mayDisable(me, person) && !person.disabled
            ? [
                {
                  id: 'disable',
                  label: t('people.disable'),
                  icon: <IconUserOff size={17} />,
                  danger: true,
                  apart: true,
                  onSelect: () => setAsking(true),
                },
              ]
            : []),
        ]}
      >
        <IconButton
          label={t('people.manage', { name: person.displayName })}
          icon={<IconDots size={19} />}
          hint={false}
        />
      </ActionMenu>
      {sanctions.dialog}
      <FormDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('people.disableTitle', { name: person.displayName })}
        submit={t('people.disable')}
        danger
        busy={setDisabled.isPending}
        onSubmit={() => disable(true)}
      >
        <p>{t('people.disableText')}</p>
      </FormDialog>
    </>
  );
}
