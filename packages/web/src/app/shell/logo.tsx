/** The mark: a speech bubble with two people's dots in it. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="16" fill="#14756e" />
      <path d="M18 17h19a11 11 0 0 1 11 11v1a11 11 0 0 1-11 11H26l-8 8V17z" fill="#fff" />
      <circle cx="28" cy="28.500" r="2.800" fill="#0e5752" />
      <circle cx="38" cy="28.500" r="2.800" fill="#0e5752" />
    </svg>
  );
}
