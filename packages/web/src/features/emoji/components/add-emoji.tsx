/** Adding an emoji: a picture by button or by dropping it, a name that its file suggests, and how it will look. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorOf, errorText } from '../../../app/errors.ts';
import { Button } from '../../../ui/components/button.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { isName, nameFromFile, problemOf, typedName } from '../add-model.ts';
import { base64Of, PictureTooLarge, readPicture } from '../picture.ts';
import classes from './add-emoji.module.css';
import { PictureField } from './picture-field.tsx';
import { Preview } from './preview.tsx';

interface Wrong {
  readonly name?: string;
  readonly image?: string;
}

export function AddEmoji() {
  const { t } = useTranslation('emoji');
  const field = useRef<HTMLInputElement>(null);
  const [picture, setPicture] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const name = typedName(typed);

  const add = useMutation({
    // Over REST: a frame that is too large would end the connection.
    mutationFn: (image: string) => client.rest('emoji:add', { name, image }),
    onSuccess: ({ emoji }) => {
      toast(t('added', { emoji: `:${emoji.name}:` }));
      setPicture(null);
      setTyped('');
    },
    onError: (error) => {
      const { field: of, problem } = problemOf(errorOf(error).wire);
      setWrong({ [of]: problem === null ? errorText(t, error) : t(`problem.${problem}`) });
    },
  });

  const take = async (file: File) => {
    setWrong({});
    try {
      setPicture(await readPicture(file));
      if (typed === '') setTyped(nameFromFile(file.name));
      field.current?.focus();
    } catch (thrown) {
      setPicture(null);
      const problem = thrown instanceof PictureTooLarge ? 'large' : 'noPicture';
      setWrong({ image: t(`problem.${problem}`) });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (picture === null || add.isPending) return;
    setWrong(isName(name) ? {} : { name: t('problem.form') });
    if (isName(name)) add.mutate(base64Of(picture));
  };

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <PictureField picture={picture} error={wrong.image} onFile={(file) => void take(file)} />
      <div className={classes.named}>
        <div className={classes.name}>
          <TextField
            ref={field}
            label={t('name')}
            hint={t('nameHint')}
            error={wrong.name}
            value={typed}
            dir="ltr"
            maxLength={42}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <Button
          type="submit"
          variant="primary"
          busy={add.isPending}
          disabled={picture === null || typed.trim() === ''}
        >
          {t('add')}
        </Button>
      </div>
      {picture === null ? null : <Preview picture={picture} />}
    </form>
  );
}
