/** The emoji picker. Its data is a file of this server's, made at build time. */
import {
  EmojiPicker,
  type EmojiPickerListCategoryHeaderProps,
  type EmojiPickerListEmojiProps,
  type EmojiPickerListRowProps,
} from 'frimousse';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomEmoji } from '../../../app/custom-emoji.ts';
import { EmojiSign } from '../../../app/emoji-sign.tsx';
import { emojiLanguage, fetchEmoji, OWN, withCustom } from '../emoji-data.ts';
import classes from './emoji-picker.module.css';

type Data = Parameters<NonNullable<Parameters<typeof EmojiPicker.Root>[0]['onEmojiSelect']>>[0];

interface PickerProps {
  readonly onEmoji: (emoji: string) => void;
  /** Emoji of this server's own, where they can be chosen; as they are when it opens. */
  readonly own?: CustomEmoji;
}

export function Picker({ onEmoji, own }: PickerProps) {
  const { t, i18n } = useTranslation('chat');
  const language = emojiLanguage(i18n.language);
  const resolve = useCallback(
    async (locale: string) => withCustom(await fetchEmoji(locale), own ?? new Map()),
    [own],
  );
  return (
    <EmojiPicker.Root
      className={classes.root ?? ''}
      locale={language}
      columns={8}
      resolveEmojiData={resolve}
      onEmojiSelect={({ emoji }: Data) => onEmoji(emoji)}
    >
      <EmojiPicker.Search
        className={classes.search ?? ''}
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        autoFocus
      />
      <EmojiPicker.Viewport className={classes.viewport ?? ''} tabIndex={0}>
        <EmojiPicker.Loading className={classes.note ?? ''}>{t('app:form.loading')}</EmojiPicker.Loading>
        <EmojiPicker.Empty className={classes.note ?? ''}>{t('emoji.none')}</EmojiPicker.Empty>
        <EmojiPicker.List className={classes.list ?? ''} components={PARTS} />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  );
}

/** What the English data calls its categories, as our own texts name them: it stands in for languages without data. */
const CATEGORIES: Readonly<Record<string, string>> = {
  [OWN]: 'own',
  'smileys & emotion': 'smileys',
  'people & body': 'people',
  'animals & nature': 'nature',
  'food & drink': 'food',
  'travel & places': 'travel',
  activities: 'activities',
  objects: 'objects',
  symbols: 'symbols',
  flags: 'flags',
};

function CategoryHeader({ category, ...props }: EmojiPickerListCategoryHeaderProps) {
  const { t } = useTranslation('chat');
  const name = CATEGORIES[category.label];
  return (
    <div {...props} className={classes.category}>
      {name === undefined ? category.label : t(`emoji.category.${name}`)}
    </div>
  );
}

/** The library counts rows and columns from 0, ARIA from 1. */
function fromOne(index: number | undefined): number | undefined {
  return index === undefined ? undefined : index + 1;
}

function Row(props: EmojiPickerListRowProps) {
  return <div {...props} className={classes.row} {...{ 'aria-rowindex': fromOne(props['aria-rowindex']) }} />;
}

function Emoji({ emoji, ...props }: EmojiPickerListEmojiProps) {
  return (
    <button
      {...props}
      type="button"
      className={classes.emoji}
      {...{ 'aria-colindex': fromOne(props['aria-colindex']) }}
      data-active={emoji.isActive || undefined}
    >
      <EmojiSign emoji={emoji.emoji} />
    </button>
  );
}

const PARTS = { CategoryHeader, Row, Emoji };
