/** What is offered beside a text field that keeps the focus: a listbox whose active option the field names. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Floating } from './floating.tsx';
import classes from './suggestion-list.module.css';

export interface ListedSuggestion {
  readonly id: string;
  readonly icon?: ReactNode;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly note?: string | undefined;
}

interface SuggestionListProps {
  /** Of the listbox; its options are `optionId(id, index)`. */
  readonly id: string;
  readonly label: string;
  readonly anchor: HTMLElement;
  readonly items: readonly ListedSuggestion[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onChoose: (index: number) => void;
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

export function SuggestionList({
  id,
  label,
  anchor,
  items,
  active,
  onActive,
  onChoose,
}: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <Floating
      anchor={anchor}
      side="top"
      align="start"
      className={classes.dropdown}
      // A press must not take the focus from the field.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      {/* Whatever scrolls must be within reach of keys, though those that matter here are heard by the field. */}
      <div ref={list} id={id} role="listbox" aria-label={label} tabIndex={0} className={classes.list}>
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field
          <div
            key={item.id}
            id={optionId(id, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes.option}
            onClick={() => onChoose(index)}
            onPointerMove={() => onActive(index)}
          >
            {item.icon === undefined ? null : (
              <span className={classes.icon} aria-hidden="true">
                {item.icon}
              </span>
            )}
            <bdi className={classes.label}>{item.label}</bdi>
            {item.hint === undefined ? null : <bdi className={classes.hint}>{item.hint}</bdi>}
            {item.note === undefined ? null : <span className={classes.note}>{item.note}</span>}
          </div>
        ))}
      </div>
    </Floating>
  );
}
