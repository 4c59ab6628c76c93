/** Makes an invitation, and shows its link to be passed on. */
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { Dialog, FormDialog } from '../../../ui/components/dialog.tsx';
import { SelectField, TextField } from '../../../ui/components/field.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { type InviteInput, useInvite } from '../hooks.ts';
import classes from './invite-dialog.module.css';

const ROLES = ['member', 'moderator', 'guest', 'admin'] as const;
const DAYS = [1, 7, 30, 90] as const;
const USES = [1, 5, 25, 100] as const;

export function InviteDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('accounts');
  const formats = useFormats();
  const invite = useInvite();
  const [input, setInput] = useState<InviteInput>({ role: 'member', days: 7, uses: 1 });
  const close = () => {
    onClose();
    invite.reset();
  };

  if (invite.data !== undefined) {
    return (
      <Dialog opened={opened} onClose={close} title={t('invite.readyTitle')}>
        <LinkToCopy url={invite.data.url} />
        <p className={classes.note}>
          {t('invite.readyText', { count: invite.data.uses, until: formats.exact(invite.data.expiresAt) })}
        </p>
      </Dialog>
    );
  }
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={t('invite.title')}
      submit={t('invite.submit')}
      busy={invite.isPending}
      onSubmit={() => invite.mutate(input)}
    >
      <p className={classes.note}>{t('invite.text')}</p>
      {invite.isError ? <Banner tone="danger">{errorText(t, invite.error)}</Banner> : null}
      <SelectField
        label={t('invite.role')}
        value={input.role}
        onChange={(event) => {
          const role = ROLES.find((one) => one === event.target.value);
          if (role !== undefined) setInput({ ...input, role });
        }}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t(`role.${role}`)}
          </option>
        ))}
      </SelectField>
      <div className={classes.pair}>
        <SelectField
          label={t('invite.days')}
          value={input.days}
          onChange={(event) => setInput({ ...input, days: Number(event.target.value) })}
        >
          {DAYS.map((days) => (
            <option key={days} value={days}>
              {t('invite.daysCount', { count: days })}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('invite.uses')}
          value={input.uses}
          onChange={(event) => setInput({ ...input, uses: Number(event.target.value) })}
        >
          {USES.map((uses) => (
            <option key={uses} value={uses}>
              {t('invite.usesCount', { count: uses })}
            </option>
          ))}
        </SelectField>
      </div>
    </FormDialog>
  );
}

function LinkToCopy({ url }: { readonly url: string }) {
  const { t } = useTranslation('accounts');
  const [copied, setCopied] = useState(false);
  const copy = () => {
    // Without a secure origin there is no clipboard: the link stands there to be copied by hand.
    void navigator.clipboard?.writeText(url).then(
      () => setCopied(true),
      () => toast(t('invite.copyFailed')),
    );
  };
  return (
    <div className={classes.link}>
      <TextField
        label={t('invite.link')}
        readOnly
        dir="ltr"
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <Button
        variant="primary"
        size="md"
        icon={copied ? <IconCheck size={17} /> : <IconCopy size={17} />}
        onClick={copy}
      >
        {t(copied ? 'invite.copied' : 'invite.copy')}
      </Button>
    </div>
  );
}
