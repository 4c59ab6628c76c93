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
  /** Those of one group stand together, under its name. */
  readonly group?: string | undefined;
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
    const option = list.current?.querySelectorAll('[role="option"]')[active];
    // The first of a group is shown with the name above it.
    (active === 0 ? list.current?.firstElementChild : option)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const option = (first: number) => (item: ListedSuggestion, at: number) => {
    const index = first + at;
    return (
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
    );
  };
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
        {groupsOf(items).map(({ name, first, members }) =>
          name === undefined ? (
            members.map(option(first))
          ) : (
            // biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for forms
            <div key={name} role="group" aria-label={name}>
              <div className={classes.group} aria-hidden="true">
                {name}
              </div>
              {members.map(option(first))}
            </div>
          ),
        )}
      </div>
    </Floating>
  );
}

interface Group {
  readonly name: string | undefined;
  /** Index of its first among all of them. */
  readonly first: number;
  readonly members: ListedSuggestion[];
}

function groupsOf(items: readonly ListedSuggestion[]): readonly Group[] {
  const groups: Group[] = [];
  for (const [index, item] of items.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && last.name === item.group) last.members.push(item);
    else groups.push({ name: item.group, first: index, members: [item] });
  }
  return groups;
}
