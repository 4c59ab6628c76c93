/** The files of a message: pictures in their own shape, players, previews of text, and cards for everything else. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { FileInfo } from '@parley/contract/features/files/model';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileIdsOf, filesOf } from '../model.ts';
import { sentFile } from '../tray.ts';
import { FileCard } from './file-card.tsx';
import classes from './message-files.module.css';
import { Picture } from './picture.tsx';

const Lightbox = lazy(async () => ({ default: (await import('./lightbox.tsx')).Lightbox }));

export function MessageFiles({ message }: { readonly message: ShownMessage }) {
  if (message.type !== 'image' && message.type !== 'file') return null;
  // On its way it only names what was uploaded from here.
  const files =
    message.delivery === 'sent'
      ? filesOf(message.metadata)
      : fileIdsOf(message.metadata).flatMap((id) => sentFile(id) ?? []);
  return files.length === 0 ? null : <Files files={files} />;
}

function Files({ files }: { readonly files: readonly FileInfo[] }) {
  const { t } = useTranslation('files');
  const [shown, setShown] = useState<number | null>(null);
  const pictures = files.filter(({ kind }) => kind === 'image');
  const others = files.filter(({ kind }) => kind !== 'image');
  return (
    <div className={classes.files}>
      {pictures.length === 0 ? null : (
        <div className={classes.pictures} data-alone={pictures.length === 1 || undefined}>
          {pictures.map((file, index) => (
            <button
              key={file.id}
              type="button"
              className={classes.picture}
              aria-label={t('open', { name: file.name })}
              onClick={() => setShown(index)}
            >
              <Picture file={file} alone={pictures.length === 1} />
            </button>
          ))}
        </div>
      )}
      {others.map((file) => (
        <FileCard key={file.id} file={file} />
      ))}
      {shown === null ? null : (
        <Suspense>
          <Lightbox pictures={pictures} first={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </div>
  );
}
