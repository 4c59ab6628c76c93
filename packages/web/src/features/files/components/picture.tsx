/** A picture at its size before it is there, blurred until it is. */
import type { FileInfo } from '@parley/contract/features/files/model';
import { frameOf } from '../model.ts';
import { useSource } from '../use-source.ts';
import classes from './picture.module.css';

const ALONE = { w: 420, h: 320 };

export function Picture({ file, alone }: { readonly file: FileInfo; readonly alone: boolean }) {
  const source = useSource(file.thumbnailUrl ?? file.url);
  const frame = frameOf(file, ALONE);
  const style = alone
    ? { inlineSize: frame.width, aspectRatio: `${frame.width} / ${frame.height}` }
    : { aspectRatio: '1' };
  const blur = file.blur === undefined ? {} : { backgroundImage: `url("${file.blur}")` };
  return (
    <span className={classes.frame} style={{ ...style, ...blur }}>
      <img className={classes.image} alt={file.name} loading="lazy" decoding="async" {...source} />
    </span>
  );
}
