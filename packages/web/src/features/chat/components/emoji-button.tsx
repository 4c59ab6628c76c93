/** Opens the emoji picker, which is loaded when it is first wanted. */
import { IconMoodSmile } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomEmoji } from '../../../app/extensions.ts';
import { Floating } from '../../../ui/components/floating.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { Spinner } from '../../../ui/components/spinner.tsx';
import classes from './emoji-button.module.css';

const Picker = lazy(async () => ({ default: (await import('./emoji-picker.tsx')).Picker }));

interface EmojiButtonProps {
  readonly onEmoji: (emoji: string) => void;
  /** What it is for, where that is not the text being written. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly onOpenChange?: (opened: boolean) => void;
}

export function EmojiButton({ onEmoji, label, className = '', onOpenChange }: EmojiButtonProps) {
  const { t } = useTranslation('chat');
  const own = useCustomEmoji();
  const name = label ?? t('emoji.open');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const open = (at: HTMLElement | null) => {
    setAnchor(at);
    onOpenChange?.(at !== null);
  };
  const close = () => open(null);
  return (
    <>
      <IconButton
        size="sm"
        className={className}
        label={name}
        icon={<IconMoodSmile size={18} />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => open(anchor === null ? event.currentTarget : null)}
      />
      {anchor === null ? null : (
        <Floating
          anchor={anchor}
          side="top"
          align="start"
          gap={8}
          role="dialog"
          aria-label={name}
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
              own={own}
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
