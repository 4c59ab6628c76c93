/** Draws the formulas of a text in place of their source; taken away, it leaves the source as it was. */
import { type RefObject, useEffect } from 'react';

type Draw = typeof import('../markdown/draw-formula.ts').drawFormula;

export function Formulas({ text }: { readonly text: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const places = [...(text.current?.querySelectorAll<HTMLElement>('[data-math]') ?? [])];
    const sources = places.map((place) => place.textContent ?? '');
    let here = true;
    import('../markdown/draw-formula.ts').then(
      ({ drawFormula }) => {
        if (here) for (const place of places) draw(place, drawFormula);
      },
      // The source can be read as well.
      () => undefined,
    );
    return () => {
      here = false;
      places.forEach((place, at) => {
        place.textContent = sources[at] ?? '';
      });
    };
  }, [text]);
  return null;
}

function draw(place: HTMLElement, drawFormula: Draw): void {
  const kind = place.dataset.math === 'block' ? 'block' : 'inline';
  const html = drawFormula((place.textContent ?? '').slice(2, -2), kind);
  // Sanitised by who drew it.
  if (html !== null) place.innerHTML = html;
}
