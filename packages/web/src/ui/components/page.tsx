/** A page of furniture: a bar with its name, and a column that scrolls. */
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** Stands before the title: the way back on a phone. */
  readonly before?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, before, actions, children }: PageProps) {
  return (
    <>
      <PageBar>
        {before}
        <h1 className={classes.title}>{title}</h1>
        <div className={classes.actions}>{actions}</div>
      </PageBar>
      <div className={classes.scroll}>
        <div className={classes.column}>{children}</div>
      </div>
    </>
  );
}

export function PageBar({ children }: { readonly children: ReactNode }) {
  return <header className={classes.bar}>{children}</header>;
}

interface PageSearchProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function PageSearch({ label, icon, value, onChange }: PageSearchProps) {
  return (
    <div className={classes.search}>
      <span className={classes.searchIcon} aria-hidden="true">
        {icon}
      </span>
      <input
        type="search"
        className={classes.searchInput}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
