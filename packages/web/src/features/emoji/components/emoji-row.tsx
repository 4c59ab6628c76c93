/** One emoji in the list; removing it asks once. */
import type { CustomEmoji } from '@parley/contract/features/emoji/model';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import classes from './emoji-section.module.css';

export function EmojiRow({ emoji }: { readonly emoji: CustomEmoji }) {
  const { t } = useTranslation('emoji');
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const written = `:${emoji.name}:`;
  const remove = useMutation({
    mutationFn: () => client.call('emoji:remove', { emojiId: emoji.id }),
    onSuccess: () => toast(t('removed', { emoji: written })),
    onError: (error) => toast(errorText(t, error), { tone: 'danger' }),
    onSettled: () => setAsking(false),
  });
  return (
    <li className={classes.row}>
      <img className={classes.picture} src={emoji.url} alt="" />
      <span className={classes.words}>
        <bdi className={classes.name} dir="ltr">
          {written}
        </bdi>
        <span className={classes.when} title={formats.exact(emoji.createdAt)}>
          {t('addedAt', { when: formats.ago(emoji.createdAt, Date.now()) })}
        </span>
      </span>
      <IconButton
        label={t('removeNamed', { emoji: written })}
        icon={<IconTrash size={18} />}
        onClick={() => setAsking(true)}
      />
      <FormDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('removeTitle', { emoji: written })}
        submit={t('remove')}
        danger
        busy={remove.isPending}
        onSubmit={() => remove.mutate()}
      >
        <p>{t('removeText')}</p>
      </FormDialog>
    </li>
  );
}
