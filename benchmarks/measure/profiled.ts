/** In which profiling begins, or what was profiled is written. */
export const PROFILED_MS = 2_000;
