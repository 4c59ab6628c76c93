/** A dialog over the page. Focus goes in, stays in and comes back; Escape and a press outside close it. */
import { Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import classes from './dialog.module.css';
import { IconButton } from './icon-button.tsx';
import { useFocusBack } from './use-focus-back.ts';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly size?: number;
}

export function Dialog({ opened, onClose, title, children, size = 460 }: DialogProps) {
  const { t } = useTranslation();
  useFocusBack(opened);
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={size}
      centered
      transitionProps={{ duration: 140, transition: 'pop' }}
      classNames={{
        overlay: classes.overlay,
        content: classes.content,
        title: classes.title,
        body: classes.body,
      }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.header}>
          <Modal.Title>{title}</Modal.Title>
          <IconButton label={t('action.close')} icon={<IconX size={19} />} hint={false} onClick={onClose} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface FormDialogProps extends DialogProps {
  readonly submit: string;
  readonly busy?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSubmit: () => void;
}

/** A dialog that asks for something and does it; *Cancel* changes nothing. */
export function FormDialog({
  submit,
  busy = false,
  danger = false,
  disabled = false,
  onSubmit,
  children,
  ...frame
}: FormDialogProps) {
  const { t } = useTranslation();
  const send = (event: FormEvent) => {
    event.preventDefault();
    // React's events pass through portals: a form that the dialog was opened from must not take this for its own.
    event.stopPropagation();
    if (!busy) onSubmit();
  };
  return (
    <Dialog {...frame}>
      <form onSubmit={send} noValidate className={classes.form}>
        {children}
        <div className={classes.buttons}>
          <Button onClick={frame.onClose}>{t('action.cancel')}</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
