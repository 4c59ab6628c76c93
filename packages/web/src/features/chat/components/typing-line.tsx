/** Who is typing. The line's height is always there, so that nothing moves when somebody begins. */
import type { Typist } from '@parley/client/projections/room';
import type { Member } from '@parley/contract/features/chat/model';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/format.ts';
import classes from './typing-line.module.css';

interface TypingLineProps {
  readonly typing: readonly Typist[];
  readonly members: readonly Member[];
}

const NAMED = 3;

export function TypingLine({ typing, members }: TypingLineProps) {
  const { t } = useTranslation('chat');
  const formats = useFormats();
  const names = typing.map(
    ({ userId, username }) => members.find(({ id }) => id === userId)?.displayName ?? username,
  );
  const text =
    names.length === 0
      ? ''
      : names.length > NAMED
        ? t('typing.many')
        : t('typing.some', { names: formats.list(names), count: names.length });
  return (
    <div className={classes.line} data-testid="typing-line">
      {text === '' ? null : (
        <>
          <span className={classes.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span className={classes.text}>{text}</span>
        </>
      )}
    </div>
  );
}
