/*
 * Pointers to nodes: `''` is the root, `/conditions/1` the second node of its group, `/conditions/1/where` the group of
 * properties inside a condition.
 */

const NODE = /^(?:\/conditions\/(?:0|[1-9]\d*)|\/where|\/with)*$/;
const IN_LIST = /^(.*)\/conditions\/(\d+)$/;

export const isNodePath = (path: string): boolean => NODE.test(path);

/** The innermost node that a pointer into a rule stands in: issues point at values, `/conditions/1/window/amount`. */
export function nodePathOf(pointer: string): string {
  const [path] = /^(?:\/conditions\/(?:0|[1-9]\d*)|\/(?:where|with)(?=\/|$))*/.exec(pointer) ?? [''];
  return path;
}

/** The group and the index that a pointer into a list stands for; null for the root and for `where` and `with`. */
export interface Place {
  readonly group: string;
  readonly index: number;
}

export function placeOf(path: string): Place | null {
  const match = isNodePath(path) ? IN_LIST.exec(path) : null;
  return match === null ? null : { group: match[1] as string, index: Number(match[2]) };
}

export const pathOf = ({ group, index }: Place): string => `${group}/conditions/${index}`;

/** Pointer of the node that holds this one; null for the root. */
export function parentOf(path: string): string | null {
  if (path === '') return null;
  return placeOf(path)?.group ?? path.slice(0, path.lastIndexOf('/'));
}

export const isWithin = (path: string, ancestor: string): boolean =>
  path === ancestor || path.startsWith(`${ancestor}/`);

/** The outermost pointer of the group of properties that a node belongs to; `''` for nodes of the rule itself. */
export function scopeOf(path: string): string {
  const at = Math.max(path.lastIndexOf('/where'), path.lastIndexOf('/with'));
  return at < 0 ? '' : path.slice(0, path.indexOf('/', at + 1) < 0 ? path.length : path.indexOf('/', at + 1));
}

/** Where a node is found after another was put into, or taken out of, a list at `changed`. */
export function shifted(path: string, changed: string, by: 1 | -1): string {
  const place = placeOf(changed);
  if (place === null) return path;
  const list = `${place.group}/conditions/`;
  if (!path.startsWith(list)) return path;
  const [index = '', ...rest] = path.slice(list.length).split('/');
  const from = by === 1 ? place.index : place.index + 1;
  return Number(index) < from ? path : [`${list}${Number(index) + by}`, ...rest].join('/');
}
