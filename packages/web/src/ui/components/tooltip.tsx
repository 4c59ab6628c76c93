/** A word on what a thing is, on hover and on keyboard focus; keys that do the same stand beside it. */
import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { Kbd } from './kbd.tsx';
import classes from './tooltip.module.css';

interface HintProps {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'right' | 'left';
  readonly children: ReactElement;
}

export function Hint({ label, keys, side = 'top', children }: HintProps) {
  return (
    <Tooltip
      label={
        <>
          {label}
          {keys === undefined ? null : <Kbd keys={keys} inverse />}
        </>
      }
      position={side}
      openDelay={400}
      events={{ hover: true, focus: true, touch: false }}
      transitionProps={{ duration: 120 }}
      classNames={{ tooltip: classes.tooltip }}
      // The name is already the control's own; read twice it would be noise.
      aria-hidden
      aria-label=""
    >
      {children}
    </Tooltip>
  );
}
