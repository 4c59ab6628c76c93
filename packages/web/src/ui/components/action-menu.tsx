/** A menu of actions behind one control. Arrow keys move, letters find, Enter does, Escape goes back to the control. */
import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import classes from './action-menu.module.css';
import { Floating } from './floating.tsx';
import type { Align, Side } from './floating-model.ts';

export interface Action {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  /** Given for alternatives: whether it is the one in force. */
  readonly selected?: boolean;
  /** Draws a line above it. */
  readonly apart?: boolean;
  readonly onSelect: () => void;
}

interface Control {
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  'aria-controls'?: string | undefined;
}

interface ActionMenuProps {
  readonly label: string;
  readonly actions: readonly Action[];
  readonly children: ReactElement<Control>;
  readonly align?: Align;
  readonly side?: Side;
  readonly header?: ReactNode;
  readonly onOpenChange?: (opened: boolean) => void;
}

export function ActionMenu({
  label,
  actions,
  children,
  align = 'end',
  side = 'bottom',
  header,
  onOpenChange,
}: ActionMenuProps) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const set = (next: HTMLElement | null) => {
    setAnchor(next);
    onOpenChange?.(next !== null);
  };
  const control = cloneElement(children, {
    'aria-haspopup': 'menu',
    'aria-expanded': anchor !== null,
    'aria-controls': anchor === null ? undefined : id,
    onClick: (event) => {
      children.props.onClick?.(event);
      set(anchor === null ? event.currentTarget : null);
    },
  });
  return (
    <>
      {control}
      {anchor === null ? null : (
        <Floating
          anchor={anchor}
          side={side}
          align={align}
          className={classes.dropdown}
          onOutside={() => set(null)}
        >
          {header}
          <Items
            id={id}
            label={label}
            actions={actions}
            onClose={(back) => {
              set(null);
              if (back) anchor.focus();
            }}
          />
        </Floating>
      )}
    </>
  );
}

interface ItemsProps {
  readonly id: string;
  readonly label: string;
  readonly actions: readonly Action[];
  /** `back`: the focus returns to the control. */
  readonly onClose: (back: boolean) => void;
}

function Items({ id, label, actions, onClose }: ItemsProps) {
  const list = useRef<HTMLDivElement>(null);
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus({ preventScroll: true });
  }, []);

  const onKey = (event: KeyboardEvent) => {
    const all = items();
    const at = all.findIndex((item) => item.matches(':focus'));
    const to = (index: number) => {
      event.preventDefault();
      all[(index + all.length) % all.length]?.focus();
    };
    if (event.key === 'ArrowDown') to(at + 1);
    else if (event.key === 'ArrowUp') to(at - 1);
    else if (event.key === 'Home') to(0);
    else if (event.key === 'End') to(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onClose(true);
    } else if (event.key.length === 1 && event.key !== ' ') {
      const letter = event.key.toLocaleLowerCase();
      const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      after.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter))?.focus();
    }
  };
  return (
    <div
      ref={list}
      id={id}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      className={classes.menu}
      onKeyDown={onKey}
    >
      {actions.map((action) => [
        // biome-ignore lint/a11y/useSemanticElements: <hr> may not stand in a menu
        action.apart ? <div key={`${action.id}-line`} role="separator" className={classes.divider} /> : null,
        <button
          key={action.id}
          type="button"
          {...(action.selected === undefined
            ? { role: 'menuitem' }
            : { role: 'menuitemradio', 'aria-checked': action.selected })}
          tabIndex={-1}
          className={classes.item}
          data-danger={action.danger || undefined}
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
          onClick={() => {
            onClose(true);
            action.onSelect();
          }}
        >
          {action.icon === undefined ? null : <span className={classes.icon}>{action.icon}</span>}
          {action.label}
        </button>,
      ])}
    </div>
  );
}
