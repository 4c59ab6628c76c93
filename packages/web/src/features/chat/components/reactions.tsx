/** Who reacted to a message with what: a press joins in or takes it back. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { useTranslation } from 'react-i18next';
import { customNameOf } from '../../../app/custom-emoji.ts';
import { EmojiSign } from '../../../app/emoji-sign.tsx';
import { useCustomEmoji } from '../../../app/extensions.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Hint } from '../../../ui/components/tooltip.tsx';
import { reactionsOf, type ShownReaction } from '../reactions-model.ts';
import { EmojiButton } from './emoji-button.tsx';
import classes from './reactions.module.css';
import type { RowContext } from './row-context.ts';
import { useNames } from './use-names.ts';

interface ReactionsProps {
  readonly message: ShownMessage;
  readonly context: RowContext;
}

export function Reactions({ message, context }: ReactionsProps) {
  const { t } = useTranslation('reactions');
  const shown = reactionsOf(message, context.me);
  if (shown.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for forms
    <div className={classes.reactions} role="group" aria-label={t('list')}>
      {shown.map((reaction) => (
        <Chip key={reaction.emoji} reaction={reaction} message={message} context={context} />
      ))}
      <EmojiButton
        label={t('add')}
        className={classes.add}
        onEmoji={(emoji) => context.handle.react(message.id, emoji, true)}
      />
    </div>
  );
}

function Chip({ reaction, message, context }: ReactionsProps & { readonly reaction: ShownReaction }) {
  const { t } = useTranslation('reactions');
  const formats = useFormats();
  const { emoji, count, isMine, named } = reaction;
  const known = useCustomEmoji();
  const name = customNameOf(emoji);
  // One that is gone can be taken back, and nobody joins in.
  const isOver = name !== null && !known.has(name) && !isMine;
  const names = useNames(context, named);
  const more = count - named.length;
  const who = formats.list(more > 0 ? [...names, t('more', { count: more })] : names);
  return (
    <Hint label={t('who', { who, emoji })}>
      <button
        type="button"
        className={classes.chip}
        aria-pressed={isMine}
        aria-disabled={isOver || undefined}
        aria-label={t('chip', { emoji, count })}
        onClick={() => {
          if (!isOver) context.handle.react(message.id, emoji, !isMine);
        }}
      >
        <span className={classes.emoji} aria-hidden="true">
          <EmojiSign emoji={emoji} />
        </span>
        <span className="tabular">{formats.number(count)}</span>
      </button>
    </Hint>
  );
}
