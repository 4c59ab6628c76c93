/** Something that floats over the page beside what it belongs to, and stays there while things move. */
import { type ComponentProps, useCallback, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import classes from './floating.module.css';
import { type Align, placed, type Side } from './floating-model.ts';

interface FloatingProps extends ComponentProps<'div'> {
  readonly anchor: HTMLElement;
  readonly side: Side;
  readonly align: Align;
  readonly gap?: number;
  /** Called on a press outside; without it the thing is not in anybody's way. */
  readonly onOutside?: (() => void) | undefined;
}

export function Floating({
  anchor,
  side,
  align,
  gap = 6,
  onOutside,
  children,
  className,
  ...rest
}: FloatingProps) {
  const frame = useRef<HTMLDivElement>(null);
  const place = useCallback(() => {
    const element = frame.current;
    if (element === null) return;
    const page = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const rtl = document.documentElement.dir === 'rtl';
    const { x, y } = placed(anchor.getBoundingClientRect(), size, page, { side, align, gap, rtl });
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }, [anchor, side, align, gap]);

  useLayoutEffect(() => {
    place();
    const observer = new ResizeObserver(place);
    if (frame.current !== null) observer.observe(frame.current);
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, true);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, true);
    };
  }, [place]);

  useLayoutEffect(() => {
    if (onOutside === undefined) return;
    const onPress = (event: PointerEvent) => {
      const { target } = event;
      if (!(target instanceof Node) || frame.current?.contains(target) || anchor.contains(target)) return;
      onOutside();
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => document.removeEventListener('pointerdown', onPress, true);
  }, [anchor, onOutside]);

  return createPortal(
    <div ref={frame} className={classes.frame}>
      <div {...rest} className={className}>
        {children}
      </div>
    </div>,
    // In the landmark of what it belongs to, so that whoever goes by landmarks finds it there.
    anchor.closest('main, nav, aside, [role="dialog"]') ?? document.body,
  );
}
