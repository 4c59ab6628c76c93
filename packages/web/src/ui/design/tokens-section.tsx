/** The tokens, each drawn by itself. */
import { AVATAR_HUES } from '../components/avatar-model.ts';
import classes from './design-page.module.css';
import { Specimen } from './specimen.tsx';

const SURFACES = [
  '--bg',
  '--bg-side',
  '--bg-rail',
  '--bg-raised',
  '--bg-sunken',
  '--bg-hover',
  '--bg-active',
  '--bg-inverse',
];
const INKS = [
  '--text',
  '--text-dim',
  '--text-faint',
  '--accent-text',
  '--success',
  '--warning',
  '--danger',
  '--unread',
];
const FILLS = [
  '--accent',
  '--accent-soft',
  '--success-soft',
  '--warning-soft',
  '--danger-soft',
  '--line',
  '--line-button',
  '--line-strong',
  '--skeleton',
];
const SIZES = ['--text-xs', '--text-sm', '--text-md', '--text-lg', '--text-xl', '--text-2xl'];
const SPACES = [
  '--space-1',
  '--space-2',
  '--space-3',
  '--space-4',
  '--space-5',
  '--space-6',
  '--space-8',
  '--space-12',
  '--space-16',
];
const RADII = ['--radius-1', '--radius-2', '--radius-full'];
const HUES = Array.from({ length: AVATAR_HUES }, (_, hue) => `--avatar-${hue}`);

function Swatches({ tokens }: { readonly tokens: readonly string[] }) {
  return (
    <ul className={classes.swatches}>
      {tokens.map((token) => (
        <li key={token}>
          <span className={classes.swatch} style={{ background: `var(${token})` }} />
          <code>{token}</code>
        </li>
      ))}
    </ul>
  );
}

export function Tokens() {
  return (
    <>
      <Specimen name="Surfaces">
        <Swatches tokens={SURFACES} />
      </Specimen>
      <Specimen name="Fills and lines">
        <Swatches tokens={FILLS} />
      </Specimen>
      <Specimen name="Avatars">
        <Swatches tokens={HUES} />
      </Specimen>
      <Specimen name="Text">
        <ul className={classes.inks}>
          {INKS.map((token) => (
            <li key={token} style={{ color: `var(${token})` }}>
              Parley <code>{token}</code>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen name="Type">
        <ul className={classes.inks}>
          {SIZES.map((token) => (
            <li key={token} style={{ fontSize: `var(${token})`, lineHeight: 1.4 }}>
              Parley สวัสดี مرحبًا <code>{token}</code>
            </li>
          ))}
          <li>
            <code>--font-mono 0123456789</code>
          </li>
        </ul>
      </Specimen>
      <Specimen name="Space">
        <ul className={classes.bars}>
          {SPACES.map((token) => (
            <li key={token}>
              <span className={classes.bar} style={{ inlineSize: `var(${token})` }} />
              <code>{token}</code>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen name="Radius, shadow, motion">
        <ul className={classes.swatches}>
          {RADII.map((token) => (
            <li key={token}>
              <span className={classes.corner} style={{ borderRadius: `var(${token})` }} />
              <code>{token}</code>
            </li>
          ))}
          <li>
            <span className={classes.floating} />
            <code>--shadow</code>
          </li>
          <li>
            <span className={classes.moving} />
            <code>--motion-fast --motion-slow</code>
          </li>
        </ul>
      </Specimen>
    </>
  );
}
