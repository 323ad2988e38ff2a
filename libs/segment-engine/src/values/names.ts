const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Names of attributes, properties and fields: a letter, then up to 63 letters, digits or `_`. Compared exactly. */
export const isName = (name: string): boolean => NAME.test(name);

export const nameMessage = (name: string): string =>
  `${shortName(name)} is no name: a name starts with a letter and has up to 64 letters, digits and _`;

const shortName = (name: string): string =>
  JSON.stringify(name.length > 70 ? `${name.slice(0, 65).toWellFormed()}…` : name);

/** The nearest name that fits, such as `first_name` for `first name`; null when nothing is left of it. */
export function suggestName(name: string): string | null {
  const fitted = name
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/_+$/, '')
    .slice(0, 64);
  return isName(fitted) ? fitted : null;
}
