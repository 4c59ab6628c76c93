/** What a message said over time, the latest first; what each version added and took away is marked. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import type { MessageSubject, OfferDialogProps } from '../../../app/feature.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Dialog } from '../../../ui/components/dialog.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { differenceOf } from '../difference.ts';
import classes from './versions-dialog.module.css';

export function VersionsDialog({ subject, onClose }: OfferDialogProps<MessageSubject>) {
  const { t } = useTranslation('talk');
  const formats = useFormats();
  const { message, room } = subject;
  const versions = useQuery({
    queryKey: ['versions', room.id, message.id, message.editedAt],
    queryFn: () => client.call('chat:edits', { roomId: room.id, messageId: message.id, limit: 100 }),
    staleTime: 0,
  });
  const items = versions.data?.items ?? [];
  return (
    <Dialog opened onClose={onClose} title={t('versions.title')} size={560}>
      {versions.isError ? <Banner tone="danger">{errorText(t, versions.error)}</Banner> : null}
      {versions.isPending ? <RowSkeletons rows={3} height={48} /> : null}
      <ol className={classes.list}>
        {items.map((version, index) => {
          const former = items[index + 1]?.content;
          return (
            <li key={version.at} className={classes.version}>
              <p className={classes.when}>
                <time dateTime={version.at}>{formats.exact(version.at)}</time>
                {index === 0 ? ` · ${t('versions.present')}` : null}
                {former === undefined && versions.data?.next === null ? ` · ${t('versions.first')}` : null}
              </p>
              <p className={classes.text} dir="auto">
                {differenceOf(former ?? version.content, version.content).map((part, at) => (
                  <Part
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts never change their order
                    key={at}
                    kind={part.kind}
                    text={part.text}
                  />
                ))}
              </p>
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}

function Part({ kind, text }: { readonly kind: 'same' | 'added' | 'gone'; readonly text: string }) {
  if (kind === 'added') return <ins className={classes.added}>{text}</ins>;
  if (kind === 'gone') return <del className={classes.gone}>{text}</del>;
  return text;
}
