/** Setting one's own status: an emoji, a few words, and when it ends. */
import { MAX_STATUS_TEXT } from '@parley/contract/features/accounts/limits';
import { IconMoodSmile, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/components/button.tsx';
import { FormDialog } from '../../ui/components/dialog.tsx';
import { SelectField } from '../../ui/components/field.tsx';
import { IconButton } from '../../ui/components/icon-button.tsx';
import { Spinner } from '../../ui/components/spinner.tsx';
import { useMe } from '../client.ts';
import { useSetStatus } from '../presence-choice.ts';
import { ENDINGS, type Ending, endOf } from '../status-model.ts';
import classes from './status-dialog.module.css';

const Picker = lazy(async () => ({
  default: (await import('../../features/chat/components/emoji-picker.tsx')).Picker,
}));

/** What most people say, ready to be taken. */
const PRESETS: readonly { readonly id: string; readonly emoji: string; readonly ending: Ending }[] = [
  { id: 'meeting', emoji: '🗓️', ending: 'hour' },
  { id: 'lunch', emoji: '🍜', ending: 'hour' },
  { id: 'focus', emoji: '🎧', ending: 'four' },
  { id: 'sick', emoji: '🤒', ending: 'tomorrow' },
  { id: 'holiday', emoji: '🌴', ending: 'never' },
];

/** `kept`: the end it has already. */
type Chosen = Ending | 'kept';

export function StatusDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { customStatus } = useMe();
  const { mutate, isPending } = useSetStatus();
  const [emoji, setEmoji] = useState(customStatus?.emoji);
  const [text, setText] = useState(customStatus?.text ?? '');
  const [ending, setEnding] = useState<Chosen>(customStatus?.until === undefined ? 'never' : 'kept');
  const [picking, setPicking] = useState(false);
  const empty = text.trim() === '' && emoji === undefined;

  const save = () => {
    const until = ending === 'kept' ? customStatus?.until : endOf(ending, new Date());
    const custom = {
      ...(text.trim() === '' ? {} : { text: text.trim() }),
      ...(emoji === undefined ? {} : { emoji }),
      until: until ?? null,
    };
    mutate({ custom: empty ? null : custom }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('status.title')}
      submit={t('action.save')}
      busy={isPending}
      disabled={empty && customStatus === undefined}
      onSubmit={save}
    >
      <div className={classes.line}>
        <IconButton
          label={t('status.emoji')}
          icon={
            emoji === undefined ? <IconMoodSmile size={20} /> : <span className={classes.emoji}>{emoji}</span>
          }
          aria-expanded={picking}
          onClick={() => setPicking(!picking)}
        />
        <input
          type="text"
          className={classes.text}
          aria-label={t('status.text')}
          placeholder={t('status.text')}
          maxLength={MAX_STATUS_TEXT}
          dir="auto"
          data-autofocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {empty ? null : (
          <IconButton
            label={t('status.clear')}
            icon={<IconX size={17} />}
            onClick={() => {
              setText('');
              setEmoji(undefined);
            }}
          />
        )}
      </div>
      {picking ? (
        <div className={classes.picker}>
          <Suspense fallback={<Spinner />}>
            <Picker
              onEmoji={(picked) => {
                setEmoji(picked);
                setPicking(false);
              }}
            />
          </Suspense>
        </div>
      ) : null}
      {empty ? (
        <ul className={classes.presets} aria-label={t('status.presets')}>
          {PRESETS.map((preset) => (
            <li key={preset.id}>
              <Button
                size="sm"
                variant="quiet"
                onClick={() => {
                  setEmoji(preset.emoji);
                  setText(t(`status.preset.${preset.id}`));
                  setEnding(preset.ending);
                }}
              >
                <span aria-hidden="true">{preset.emoji}</span> {t(`status.preset.${preset.id}`)}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <SelectField
          label={t('status.ends')}
          value={ending}
          // The options are the endings.
          onChange={(event) => setEnding(event.target.value as Chosen)}
        >
          {customStatus?.until === undefined ? null : <option value="kept">{t('status.ending.kept')}</option>}
          {ENDINGS.map((one) => (
            <option key={one} value={one}>
              {t(`status.ending.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
    </FormDialog>
  );
}
