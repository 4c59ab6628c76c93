/** A button that is only an icon: its label is read aloud and shown on hover and focus. */
import type { ComponentProps, ReactNode } from 'react';
import classes from './icon-button.module.css';
import { Hint } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly label: string;
  readonly icon: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg';
  /** Keys that do the same, as `Kbd` shows them. */
  readonly keys?: string | undefined;
  readonly tone?: 'default' | 'accent' | 'danger';
  readonly hint?: boolean;
}

export function IconButton({
  label,
  icon,
  size = 'md',
  keys,
  tone = 'default',
  hint = true,
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={className === undefined ? classes.button : `${classes.button} ${className}`}
      data-size={size}
      data-tone={tone}
    >
      {icon}
    </button>
  );
  return hint ? (
    <Hint label={label} keys={keys}>
      {button}
    </Hint>
  ) : (
    button
  );
}
