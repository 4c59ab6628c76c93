/** A dialog over the page. Focus goes in, stays in and comes back; Escape and a press outside close it. */
import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import classes from './dialog.module.css';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly size?: number;
}

export function Dialog({ opened, onClose, title, children, size = 460 }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
      transitionProps={{ duration: 140, transition: 'pop' }}
      classNames={{
        content: classes.content,
        header: classes.header,
        title: classes.title,
        body: classes.body,
        overlay: classes.overlay,
      }}
    >
      {children}
    </Modal>
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
