/** One choice of a few, all in sight. */
import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import classes from './segmented.module.css';

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly labelHidden?: boolean;
}

export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  labelHidden = false,
}: SegmentedProps<T>) {
  const id = useId();
  return (
    <div className={classes.field}>
      <span id={id} className={labelHidden ? 'visually-hidden' : classes.label}>
        {label}
      </span>
      <SegmentedControl
        aria-labelledby={id}
        value={value}
        data={options.map((option) => ({ ...option }))}
        onChange={(next) => {
          const chosen = options.find((option) => option.value === next);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        classNames={{ root: classes.root, indicator: classes.indicator, label: classes.option }}
      />
    </div>
  );
}
