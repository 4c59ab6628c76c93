/** Opens the emoji picker, which is loaded when it is first wanted. */
import { IconMoodSmile } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Floating } from '../../../ui/components/floating.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { Spinner } from '../../../ui/components/spinner.tsx';
import classes from './emoji-button.module.css';

const Picker = lazy(async () => ({ default: (await import('./emoji-picker.tsx')).Picker }));

export function EmojiButton({ onEmoji }: { readonly onEmoji: (emoji: string) => void }) {
  const { t } = useTranslation('chat');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <IconButton
        size="sm"
        label={t('emoji.open')}
        icon={<IconMoodSmile size={18} />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      />
      {anchor === null ? null : (
        <Floating
          anchor={anchor}
          side="top"
          align="start"
          gap={8}
          role="dialog"
          aria-label={t('emoji.open')}
          className={classes.dropdown}
          onOutside={close}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
            anchor.focus();
          }}
        >
          <Suspense fallback={<Spinner />}>
            <Picker
              onEmoji={(emoji) => {
                close();
                onEmoji(emoji);
              }}
            />
          </Suspense>
        </Floating>
      )}
    </>
  );
}
