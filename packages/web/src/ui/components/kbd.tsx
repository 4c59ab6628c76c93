/** Keys, written the way this machine's keyboard has them. */
import classes from './kbd.module.css';

const isApple = /mac|iphone|ipad/i.test(typeof navigator === 'undefined' ? '' : navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = isApple
  ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↵', Up: '↑', Down: '↓', Escape: 'esc' }
  : { Mod: 'Ctrl', Up: '↑', Down: '↓', Escape: 'Esc' };

/** `keys` is written like `Mod+K`. */
export function Kbd({ keys, inverse = false }: { readonly keys: string; readonly inverse?: boolean }) {
  return (
    <span className={classes.keys} dir="ltr" data-inverse={inverse || undefined}>
      {keys.split('+').map((key) => (
        <kbd key={key} className={classes.key}>
          {NAMES[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
