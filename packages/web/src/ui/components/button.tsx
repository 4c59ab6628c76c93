/** A button that says what it does. `busy` keeps its width and place while the answer is awaited. */
import type { ComponentProps, ReactNode } from 'react';
import classes from './button.module.css';
import { Spinner } from './spinner.tsx';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'sm' | 'md' | 'lg';
  readonly icon?: ReactNode;
  readonly busy?: boolean;
  readonly wide?: boolean;
}

export function Button({
  variant = 'secondary',
  size = 'md',
  icon,
  busy = false,
  wide = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={className === undefined ? classes.button : `${classes.button} ${className}`}
      data-variant={variant}
      data-size={size}
      data-wide={wide || undefined}
      data-busy={busy || undefined}
      aria-busy={busy || undefined}
      // Not `disabled`: a busy button keeps the focus, and a second press does nothing.
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Spinner size={16} className={classes.spinner} /> : null}
      <span className={classes.content}>
        {icon}
        {children}
      </span>
    </button>
  );
}
