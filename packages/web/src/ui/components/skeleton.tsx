/** A grey shape of the true size of what is on its way, so that nothing moves when it comes. */
import classes from './skeleton.module.css';

interface SkeletonProps {
  readonly width: number | string;
  readonly height: number;
  readonly radius?: number;
}

export function Skeleton({ width, height, radius = 4 }: SkeletonProps) {
  return (
    <span
      className={classes.skeleton}
      style={{ inlineSize: width, blockSize: height, borderRadius: radius }}
      aria-hidden="true"
    />
  );
}
