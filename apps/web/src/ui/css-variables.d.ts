import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Own variables of a style sheet, set from a component. */
    [variable: `--${string}`]: string | number | undefined;
  }
}
