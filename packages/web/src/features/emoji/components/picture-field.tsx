/** Where a picture is dropped or chosen, and then seen. */
import { IconAlertCircle, IconPhotoPlus } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/components/button.tsx';
import classes from './picture-field.module.css';

interface PictureFieldProps {
  readonly picture: string | null;
  readonly error: string | undefined;
  readonly onFile: (file: File) => void;
}

export function PictureField({ picture, error, onFile }: PictureFieldProps) {
  const { t } = useTranslation('emoji');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file !== undefined) onFile(file);
  };
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whoever can't drop has the button in it
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <span className={classes.frame} aria-hidden="true">
        {picture === null ? <IconPhotoPlus size={28} stroke={1.5} /> : <img src={picture} alt="" />}
      </span>
      <div className={classes.words}>
        <span className={classes.title}>{t('drop')}</span>
        {error === undefined ? (
          <span className={classes.hint}>{t('kinds')}</span>
        ) : (
          <span className={classes.error} role="alert">
            <IconAlertCircle size={14} aria-hidden="true" />
            {error}
          </span>
        )}
      </div>
      <Button onClick={() => input.current?.click()}>{t(picture === null ? 'choose' : 'chooseOther')}</Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
        data-testid="emoji-file"
        onChange={({ target }) => {
          take(target.files?.[0]);
          // The same file again is a change too.
          target.value = '';
        }}
      />
    </div>
  );
}
