/** A number that wants attention. `label` says it in words. */
import classes from './badge.module.css';

interface CountProps {
  readonly count: number;
  readonly label: string;
  /** Stands before the number. */
  readonly mark?: string;
  readonly tone?: 'accent' | 'quiet' | 'alert';
}

export function Count({ count, label, mark = '', tone = 'accent' }: CountProps) {
  return (
    <span className={classes.count} data-tone={tone}>
      <span aria-hidden="true">
        {mark}
        {count > 99 ? '99+' : count}
      </span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

export function Tag({ children }: { readonly children: string }) {
  return <span className={classes.tag}>{children}</span>;
}
