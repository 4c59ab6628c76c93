/** What a feature of the web app brings: its routes, and the places of it that people go to. */

import type { Role } from '@parley/contract/features/accounts/model';
import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';

export interface Place {
  readonly id: string;
  /** Key of its name, with the namespace. */
  readonly label: string;
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  readonly to: string;
  /** Whether an address belongs to it. */
  readonly covers: (pathname: string) => boolean;
  readonly roles?: readonly Role[];
  /** Stands in the bottom bar of a phone only: the rail leads there another way. */
  readonly onlyPhone?: boolean;
  /** A number that wants attention. */
  readonly useCount?: () => number;
}

export interface WebFeature {
  readonly name: string;
  /** Pages for people who are not signed in. */
  readonly openRoutes?: (parent: AnyRoute) => readonly AnyRoute[];
  /** Pages inside the shell. */
  readonly shellRoutes?: (parent: AnyRoute) => readonly AnyRoute[];
  readonly places?: readonly Place[];
  /** What stands in the sidebar while one of its places is open. */
  readonly Sidebar?: ComponentType;
  /** On a phone, whether an address shows the sidebar alone, as a page of its own. */
  readonly isListPage?: (pathname: string) => boolean;
  /** Always in the shell: dialogs that keys open from anywhere. */
  readonly Overlay?: ComponentType;
}
