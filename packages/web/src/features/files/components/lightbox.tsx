/** Pictures of a message one by one, as large as the screen. ← and → go through them, Escape closes. */
import { Modal } from '@mantine/core';
import type { FileInfo } from '@parley/contract/features/files/model';
import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { useFocusBack } from '../../../ui/components/use-focus-back.ts';
import { useSource } from '../use-source.ts';
import classes from './lightbox.module.css';

interface LightboxProps {
  readonly pictures: readonly FileInfo[];
  readonly first: number;
  readonly onClose: () => void;
}

export function Lightbox({ pictures, first, onClose }: LightboxProps) {
  const { t, i18n } = useTranslation('files');
  const [at, setAt] = useState(first);
  useFocusBack(true);
  const picture = pictures[at];
  if (picture === undefined) return null;
  const go = (by: number) => setAt((now) => Math.min(pictures.length - 1, Math.max(0, now + by)));
  const onKey = ({ key }: KeyboardEvent) => {
    const ahead = i18n.dir() === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (key === 'ArrowLeft' || key === 'ArrowRight') go(key === ahead ? 1 : -1);
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      fullScreen
      classNames={{ content: classes.content, body: classes.body }}
    >
      <Modal.Content onKeyDown={onKey} data-testid="lightbox">
        <header className={classes.bar}>
          <Modal.Title className={classes.title}>
            <bdi>{picture.name}</bdi>
            {pictures.length > 1 ? (
              <span className={classes.count}>{t('ofMany', { at: at + 1, count: pictures.length })}</span>
            ) : null}
          </Modal.Title>
          <a
            className={classes.download}
            href={picture.url}
            download={picture.name}
            aria-label={t('download', { name: picture.name })}
          >
            <IconDownload size={20} />
          </a>
          <IconButton
            label={t('app:action.close')}
            icon={<IconX size={20} />}
            hint={false}
            onClick={onClose}
          />
        </header>
        <Modal.Body>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a press beside the picture is a shortcut for Escape */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes */}
          <div
            className={classes.stage}
            onClick={({ target, currentTarget }) => target === currentTarget && onClose()}
          >
            <Whole key={picture.id} file={picture} />
          </div>
          {pictures.length > 1 ? (
            <div className={classes.steps}>
              <IconButton
                label={t('previous')}
                icon={<IconChevronLeft size={22} className="flip" />}
                disabled={at === 0}
                onClick={() => go(-1)}
              />
              <IconButton
                label={t('next')}
                icon={<IconChevronRight size={22} className="flip" />}
                disabled={at === pictures.length - 1}
                onClick={() => go(1)}
              />
            </div>
          ) : null}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Whole({ file }: { readonly file: FileInfo }) {
  const source = useSource(file.url);
  const blur = file.blur === undefined ? {} : { backgroundImage: `url("${file.blur}")` };
  return (
    <img
      className={classes.whole}
      style={blur}
      width={file.width}
      height={file.height}
      alt={file.name}
      {...source}
    />
  );
}
