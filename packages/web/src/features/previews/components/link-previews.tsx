/** What the links of a message lead to, below it. Its texts are the page's own words: shown as text, and never believed. */
import type { PreviewPicture } from '@parley/contract/features/previews/model';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import type { MessageSubject } from '../../../app/feature.ts';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { mayDelete, standingOf } from '../../chat/room-policy.ts';
import { isWide, pictureAddress, previewsIn, type ShownPreview } from '../previews-model.ts';
import classes from './link-previews.module.css';

export function LinkPreviews({ message, room, mine }: MessageSubject) {
  const { t } = useTranslation('rendering');
  const me = useMe();
  const { roomId, id: messageId } = message;
  const mayRemove = mayDelete(standingOf(room, me), mine);
  const remove = (url: string) => {
    client
      .call('preview:remove', { roomId, messageId, url, clientId: crypto.randomUUID() })
      .catch((error: unknown) => toast(errorText(t, error), { tone: 'danger' }));
  };
  if (!room.linkPreviews) return null;
  return previewsIn(message.metadata).map((preview) => (
    <Card
      key={preview.url}
      preview={preview}
      address={preview.picture === undefined ? null : pictureAddress(message, preview.picture)}
      onRemove={mayRemove ? () => remove(preview.url) : null}
    />
  ));
}

interface CardProps {
  readonly preview: ShownPreview;
  /** Of its picture. */
  readonly address: string | null;
  readonly onRemove: (() => void) | null;
}

function Card({ preview, address, onRemove }: CardProps) {
  const { url, host, title, description, siteName, picture } = preview;
  const { t } = useTranslation('rendering');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for forms
    <div
      className={classes.card}
      role="group"
      aria-label={t('preview.label', { host })}
      data-wide={(picture !== undefined && isWide(picture)) || undefined}
    >
      <div className={classes.said}>
        <p className={classes.site}>
          {siteName === undefined ? null : (
            <>
              <bdi>{siteName}</bdi>
              {' · '}
            </>
          )}
          <bdi>{host}</bdi>
        </p>
        <a
          className={classes.title}
          href={url}
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          dir="auto"
        >
          {title}
        </a>
        {description === undefined ? null : (
          <p className={classes.description} dir="auto">
            {description}
          </p>
        )}
      </div>
      {picture === undefined || address === null ? null : <Picture picture={picture} address={address} />}
      {onRemove === null ? null : (
        <IconButton
          className={classes.remove}
          size="sm"
          label={t('preview.remove')}
          icon={<IconX size={15} />}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

interface PictureProps {
  readonly picture: PreviewPicture;
  readonly address: string;
}

/** Holds its place from the first moment. It says nothing that the title beside it doesn't. */
function Picture({ picture: { width, height, blur }, address }: PictureProps) {
  const [missing, setMissing] = useState(false);
  return (
    <div
      className={classes.picture}
      aria-hidden="true"
      style={{
        aspectRatio: `${width} / ${height}`,
        maxInlineSize: width,
        backgroundImage: blur === '' ? undefined : `url("${blur}")`,
      }}
    >
      {missing ? null : (
        <img
          src={address}
          width={width}
          height={height}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setMissing(true)}
        />
      )}
    </div>
  );
}
