/** A menu of actions behind one control. Arrow keys move, Enter does, Escape goes back to the control. */
import { Menu } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './action-menu.module.css';

export interface Action {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  /** Marks the one in force among alternatives. */
  readonly selected?: boolean;
  /** Draws a line above it. */
  readonly apart?: boolean;
  readonly onSelect: () => void;
}

interface ActionMenuProps {
  readonly label: string;
  readonly actions: readonly Action[];
  readonly children: ReactElement;
  readonly align?: 'start' | 'end';
  readonly side?: 'bottom' | 'top' | 'right';
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
  return (
    <Menu
      position={`${side}-${align}`}
      offset={6}
      withinPortal
      transitionProps={{ duration: 120, transition: 'fade' }}
      {...(onOpenChange === undefined ? {} : { onChange: onOpenChange })}
      classNames={{
        dropdown: classes.dropdown,
        item: classes.item,
        itemSection: classes.section,
        divider: classes.divider,
      }}
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {header}
        {actions.map((action) => [
          action.apart ? <Menu.Divider key={`${action.id}-line`} /> : null,
          <Menu.Item
            key={action.id}
            leftSection={action.icon}
            data-danger={action.danger || undefined}
            data-selected={action.selected || undefined}
            onClick={action.onSelect}
          >
            {action.label}
          </Menu.Item>,
        ])}
      </Menu.Dropdown>
    </Menu>
  );
}
