/** What waits to be sent with the next message: how far each is, and what can be done with it. */
import { IconFile, IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { failureText } from '../failure.ts';
import { sizeText } from '../model.ts';
import type { Tray } from '../tray.ts';
import type { Upload } from '../upload.ts';
import classes from './upload-tray.module.css';

interface UploadTrayProps {
  readonly uploads: readonly Upload[];
  readonly tray: Tray;
}

export function UploadTray({ uploads, tray }: UploadTrayProps) {
  const { t } = useTranslation('files');
  return (
    <ul className={classes.tray} aria-label={t('tray')}>
      {uploads.map((upload) => (
        <TrayItem key={upload.key} upload={upload} tray={tray} />
      ))}
    </ul>
  );
}

function TrayItem({ upload, tray }: { readonly upload: Upload; readonly tray: Tray }) {
  const { t, i18n } = useTranslation('files');
  const { key, name, size, preview, sent, status } = upload;
  const percent = size === 0 ? 0 : Math.round((100 * sent) / size);
  return (
    <li className={classes.item} data-status={status.kind} data-testid="upload">
      {preview === null ? (
        <span className={classes.icon}>
          <IconFile size={22} />
        </span>
      ) : (
        <img className={classes.preview} src={preview} alt="" />
      )}
      <div className={classes.about}>
        <bdi className={classes.name} title={name}>
          {name}
        </bdi>
        {/* Each percent is for the eye: the bar says it to those who ask. */}
        <span className={classes.state} role={status.kind === 'sending' ? undefined : 'status'}>
          {status.kind === 'failed' ? failureText(t, status.error) : null}
          {status.kind === 'ready' ? sizeText(size, i18n.language) : null}
          {status.kind === 'failed' || status.kind === 'ready'
            ? null
            : t(`status.${status.kind}`, { percent })}
        </span>
        {status.kind === 'ready' || status.kind === 'failed' ? null : (
          <progress className={classes.bar} max={100} value={percent} aria-label={t('progress', { name })} />
        )}
      </div>
      {status.kind === 'sending' || status.kind === 'waiting' ? (
        <IconButton
          size="sm"
          label={t('pause', { name })}
          icon={<IconPlayerPause size={16} />}
          onClick={() => tray.pause(key)}
        />
      ) : null}
      {status.kind === 'paused' ? (
        <IconButton
          size="sm"
          label={t('resume', { name })}
          icon={<IconPlayerPlay size={16} className="flip" />}
          onClick={() => tray.go(key)}
        />
      ) : null}
      {status.kind === 'failed' ? (
        <IconButton
          size="sm"
          label={t('retry', { name })}
          icon={<IconRefresh size={16} />}
          onClick={() => tray.go(key)}
        />
      ) : null}
      <IconButton
        size="sm"
        label={t('remove', { name })}
        icon={<IconX size={16} />}
        onClick={() => tray.remove(key)}
      />
    </li>
  );
}
