/** A way to another page that looks like a button. */
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import classes from '../ui/components/button.module.css';
import type { ButtonProps } from '../ui/components/button.tsx';

type AnchorProps = ComponentProps<'a'> & Pick<ButtonProps, 'variant' | 'size'>;

function Anchor({ variant = 'secondary', size = 'md', children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={classes.button} data-variant={variant} data-size={size}>
      {children}
    </a>
  );
}

export const ButtonLink = createLink(Anchor);
