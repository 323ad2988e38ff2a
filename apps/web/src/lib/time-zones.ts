/** IANA names that can be chosen, UTC first; `current` is among them whatever the browser knows. */
export function timeZones(current: string): readonly string[] {
  return [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])];
}
