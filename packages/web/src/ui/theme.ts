/** Hands our tokens to the component library, so that its parts and ours cannot drift apart. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The accent's ramp; index 8 is the accent of the light scheme, 4 the one of text in the dark. */
const teal: MantineColorsTuple = [
  '#edf7f6',
  '#e1f0ee',
  '#c0e2de',
  '#96d1ca',
  '#62c5bb',
  '#38a69c',
  '#1d8b82',
  '#14756e',
  '#0b6a64',
  '#09554f',
];

export const theme = createTheme({
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 7 },
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: 'var(--text-xs)', sm: 'var(--text-sm)', md: 'var(--text-md)', lg: 'var(--text-lg)' },
});

const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-dim)',
  '--mantine-color-default': 'var(--bg-raised)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-default-hover': 'var(--bg-hover)',
  '--mantine-color-placeholder': 'var(--text-faint)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-shadow-md': 'var(--shadow)',
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
