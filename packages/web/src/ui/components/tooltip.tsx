/** A word on what a thing is, on hover and on keyboard focus; keys that do the same stand beside it. */
import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Floating } from './floating.tsx';
import type { Side } from './floating-model.ts';
import { Kbd } from './kbd.tsx';
import classes from './tooltip.module.css';

interface Hinted {
  onPointerEnter?: (event: PointerEvent<HTMLElement>) => void;
  onPointerLeave?: (event: PointerEvent<HTMLElement>) => void;
  onPointerDown?: (event: PointerEvent<HTMLElement>) => void;
  onFocus?: (event: FocusEvent<HTMLElement>) => void;
  onBlur?: (event: FocusEvent<HTMLElement>) => void;
}

interface HintProps {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly side?: Side;
  readonly children: ReactElement<Hinted>;
}

const DELAY_MS = 400;

export function Hint({ label, keys, side = 'top', children }: HintProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  const { props } = children;
  const target = cloneElement(children, {
    onPointerEnter: (event) => {
      props.onPointerEnter?.(event);
      if (event.pointerType === 'touch') return;
      const { currentTarget } = event;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setAnchor(currentTarget), DELAY_MS);
    },
    onPointerLeave: (event) => {
      props.onPointerLeave?.(event);
      hide();
    },
    onPointerDown: (event) => {
      props.onPointerDown?.(event);
      hide();
    },
    onFocus: (event) => {
      props.onFocus?.(event);
      if (event.currentTarget.matches(':focus-visible')) setAnchor(event.currentTarget);
    },
    onBlur: (event) => {
      props.onBlur?.(event);
      hide();
    },
  });
  useEffect(() => {
    if (anchor === null) return;
    // WCAG 1.4.13: what appears by itself can be sent away without moving.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setAnchor(null);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [anchor]);

  return (
    <>
      {target}
      {anchor?.isConnected ? (
        // The name is already the control's own; read twice it would be noise.
        <Floating anchor={anchor} side={side} align="center" className={classes.tooltip} aria-hidden="true">
          {label}
          {keys === undefined ? null : <Kbd keys={keys} inverse />}
        </Floating>
      ) : null}
    </>
  );
}
