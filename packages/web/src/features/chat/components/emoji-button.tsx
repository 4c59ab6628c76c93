/** Opens the emoji picker, which is loaded when it is first wanted. */
import { Popover } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { Spinner } from '../../../ui/components/spinner.tsx';
import classes from './emoji-button.module.css';

const Picker = lazy(async () => ({ default: (await import('./emoji-picker.tsx')).Picker }));

export function EmojiButton({ onEmoji }: { readonly onEmoji: (emoji: string) => void }) {
  const { t } = useTranslation('chat');
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-start"
      offset={8}
      trapFocus
      returnFocus
      withinPortal
      classNames={{ dropdown: classes.dropdown }}
    >
      <Popover.Target>
        <IconButton
          size="sm"
          label={t('emoji.open')}
          icon={<IconMoodSmile size={18} />}
          hint={false}
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('emoji.open')}>
        <div className={classes.place}>
          <Suspense fallback={<Spinner />}>
            <Picker
              onEmoji={(emoji) => {
                setOpened(false);
                onEmoji(emoji);
              }}
            />
          </Suspense>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
