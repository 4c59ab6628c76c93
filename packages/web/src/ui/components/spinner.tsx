/** A turning ring for waits whose length is unknown. It says nothing to a screen reader: what waits does. */
import classes from './spinner.module.css';

export function Spinner({
  size = 20,
  className,
}: {
  readonly size?: number;
  readonly className?: string | undefined;
}) {
  return (
    <svg
      className={className === undefined ? classes.spinner : `${classes.spinner} ${className}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <circle
        cx="10"
        cy="10"
        r="8"
        fill="none"
        stroke="currentColor"
        strokeOpacity="0.25"
        strokeWidth="2.5"
      />
      <path
        d="M10 2a8 8 0 0 1 8 8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
