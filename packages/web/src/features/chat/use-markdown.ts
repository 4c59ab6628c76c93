/** A message’s HTML once the renderer is there; null before, and for texts that need none or are better read as they are. */
import { useEffect, useState } from 'react';
import type { Pictures } from '../../app/custom-emoji.ts';
import type { Named } from './mention-model.ts';
import { needsMarkdown } from './plain-text.ts';

type Render = (text: string, named: Named | null, pictures: Pictures | null) => string | null;

let render: Render | null = null;
let loading: Promise<Render> | null = null;

function load(): Promise<Render> {
  loading ??= import('./markdown.ts').then(
    (module) => {
      render = module.renderMarkdown;
      return render;
    },
    (cause: unknown) => {
      // Away for now: the next message asks again.
      loading = null;
      throw cause;
    },
  );
  return loading;
}

/** `named`: whom it names, whose names are then more than words; `pictures`: its emoji of the server's own. */
export function useMarkdown(text: string, named: Named | null, pictures: Pictures | null): string | null {
  const wanted = named !== null || pictures !== null || needsMarkdown(text);
  const [, setLoaded] = useState(render !== null);
  useEffect(() => {
    if (!wanted || render !== null) return;
    let here = true;
    load().then(
      () => {
        if (here) setLoaded(true);
      },
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [wanted]);
  return wanted && render !== null ? render(text, named, pictures) : null;
}
