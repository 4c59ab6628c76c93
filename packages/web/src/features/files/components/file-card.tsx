/** A file that is no picture: what it is called, how large, a player or a look into it, and the way to have it. */
import type { FileInfo } from '@parley/contract/features/files/model';
import { IconDownload, IconFile, IconFileText, IconMovie, IconMusic } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/components/button.tsx';
import { sizeText } from '../model.ts';
import { useSource } from '../use-source.ts';
import classes from './file-card.module.css';

const TextPreview = lazy(async () => ({ default: (await import('./text-preview.tsx')).TextPreview }));

const ICONS = { image: IconFile, audio: IconMusic, video: IconMovie, text: IconFileText, file: IconFile };

export function FileCard({ file }: { readonly file: FileInfo }) {
  const { t, i18n } = useTranslation('files');
  const [open, setOpen] = useState(false);
  const Icon = ICONS[file.kind];
  return (
    <div className={classes.card} data-testid="file">
      <div className={classes.head}>
        <span className={classes.icon}>
          <Icon size={22} />
        </span>
        <span className={classes.about}>
          <bdi className={classes.name} title={file.name}>
            {file.name}
          </bdi>
          <span className={classes.size}>{sizeText(file.size, i18n.language)}</span>
        </span>
        {file.kind === 'text' ? (
          <Button size="sm" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'hide' : 'preview')}
          </Button>
        ) : null}
        <a
          className={classes.download}
          href={file.url}
          download={file.name}
          aria-label={t('download', { name: file.name })}
        >
          <IconDownload size={18} />
        </a>
      </div>
      {file.kind === 'audio' || file.kind === 'video' ? <Player file={file} /> : null}
      {open ? (
        <Suspense>
          <TextPreview file={file} />
        </Suspense>
      ) : null}
    </div>
  );
}

function Player({ file }: { readonly file: FileInfo }) {
  const source = useSource(file.url);
  if (file.kind === 'audio') {
    return <audio className={classes.audio} controls preload="none" aria-label={file.name} {...source} />;
  }
  return <video className={classes.video} controls preload="metadata" aria-label={file.name} {...source} />;
}
