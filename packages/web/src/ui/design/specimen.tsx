/** One specimen of the design page with its name. */
import type { ReactNode } from 'react';
import classes from './design-page.module.css';

export function Specimen({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.specimen}>
      <h3 className={classes.name} dir="ltr">
        {name}
      </h3>
      <div className={classes.shown}>{children}</div>
    </div>
  );
}
