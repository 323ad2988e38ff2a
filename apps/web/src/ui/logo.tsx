import type { ReactNode } from 'react';

const FRUIT =
  'M18.00 16.00L27.03 10.79A12.20 12.20 0 0 1 27.03 21.21ZM17.00 17.73L26.03 22.95A12.20 12.20 0 0 1 17.00 28.16ZM15.00 17.73L15.00 28.16A12.20 12.20 0 0 1 5.97 22.95ZM14.00 16.00L4.97 21.21A12.20 12.20 0 0 1 4.97 10.79ZM15.00 14.27L5.97 9.05A12.20 12.20 0 0 1 15.00 3.84Z';
const SEGMENT = 'M18.60 11.50L18.60 1.07A12.20 12.20 0 0 1 27.63 6.28Z';

/** A citrus fruit from which one segment comes loose. Decoration: the name always stands beside it. */
export function Logo({ size = 28 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <g strokeLinejoin="round" strokeWidth="1.4">
        <path d={FRUIT} fill="#e8590c" stroke="#e8590c" />
        <path d={SEGMENT} fill="#ff922b" stroke="#ff922b" />
      </g>
    </svg>
  );
}
