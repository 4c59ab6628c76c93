/** Short notes that come and go by themselves; one that offers a way back stays longer. */
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import classes from './toasts.module.css';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'danger';
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

interface ToastState {
  readonly toasts: readonly Toast[];
}

const MAX_SHOWN = 3;
const SHORT_MS = 5_000;
const LONG_MS = 9_000;

const useToasts = create<ToastState>(() => ({ toasts: [] }));
let lastId = 0;

/** Shows a note, newest last; the oldest makes room. */
export function toast(
  text: string,
  options: { readonly tone?: Toast['tone']; readonly action?: Toast['action'] } = {},
): void {
  lastId += 1;
  const next: Toast = { id: lastId, text, tone: options.tone ?? 'plain', action: options.action };
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter((one) => one.text !== text), next].slice(-MAX_SHOWN),
  }));
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }));
}

function ToastView({ toast: { id, text, tone, action } }: { readonly toast: Toast }) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setTimeout(
      () => dismiss(id),
      action === undefined && tone === 'plain' ? SHORT_MS : LONG_MS,
    );
    return () => clearTimeout(timer);
  }, [id, action, tone]);
  return (
    <li className={classes.toast} data-tone={tone}>
      <span className={classes.text}>{text}</span>
      {action === undefined ? null : (
        <Button
          size="sm"
          variant="quiet"
          className={classes.action}
          onClick={() => {
            action.run();
            dismiss(id);
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton
        size="sm"
        hint={false}
        className={classes.close}
        label={t('action.dismiss')}
        icon={<IconX size={16} />}
        onClick={() => dismiss(id)}
      />
    </li>
  );
}

export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts((state) => state.toasts);
  return (
    <section className={classes.region} aria-label={t('toasts.region')} aria-live="polite">
      <ol className={classes.list}>
        {toasts.map((one) => (
          <ToastView key={one.id} toast={one} />
        ))}
      </ol>
    </section>
  );
}
