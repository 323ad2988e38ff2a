import { isWithin, pathOf, placeOf, scopeOf } from '@satsuma/segment-engine';

/** A row on the page: its pointer, where it is, and for a group how many children it has. */
export interface RowBox {
  readonly path: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly width: number;
  /** Null for a condition. */
  readonly children: number | null;
  /** Where the children of a group begin and end. */
  readonly listTop: number;
  readonly listBottom: number;
}

/** Where a node would be put, and the line that shows it. */
export interface Drop {
  readonly to: string;
  readonly top: number;
  readonly left: number;
  readonly width: number;
}

/** The place under a height on the page for the node at `from`; null when it would not go there. */
export function dropAt(boxes: readonly RowBox[], y: number, from: string): Drop | null {
  const fitting = boxes.filter(({ path }) => scopeOf(path) === scopeOf(from) && !isWithin(path, from));
  const under = fitting.filter(({ top, bottom }) => y >= top && y <= bottom);
  const box = under.sort((a, b) => b.path.split('/').length - a.path.split('/').length)[0];
  if (box === undefined) return null;
  const { path, top, bottom, left, width, children, listTop, listBottom } = box;
  const line = { left, width };
  if (children !== null && y >= listTop - 12) {
    const index = y >= listBottom ? children : nearestIndex(fitting, path, y, children);
    return {
      to: pathOf({ group: path, index }),
      top: edgeOf(fitting, path, index, { listTop, listBottom }),
      ...line,
    };
  }
  const place = placeOf(path);
  if (place === null)
    return children === null ? null : { to: pathOf({ group: path, index: 0 }), top: listTop, ...line };
  const before = children !== null || y < (top + bottom) / 2;
  return {
    to: before ? path : pathOf({ ...place, index: place.index + 1 }),
    top: before ? top : bottom,
    ...line,
  };
}

const childrenOf = (boxes: readonly RowBox[], group: string): readonly RowBox[] =>
  boxes
    .filter(({ path }) => placeOf(path)?.group === group)
    .sort((a, b) => (placeOf(a.path)?.index ?? 0) - (placeOf(b.path)?.index ?? 0));

function nearestIndex(boxes: readonly RowBox[], group: string, y: number, children: number): number {
  const below = childrenOf(boxes, group).find(({ top, bottom }) => y < (top + bottom) / 2);
  return below === undefined ? children : (placeOf(below.path)?.index ?? children);
}

function edgeOf(
  boxes: readonly RowBox[],
  group: string,
  index: number,
  { listTop, listBottom }: { readonly listTop: number; readonly listBottom: number },
): number {
  const at = childrenOf(boxes, group).find(({ path }) => placeOf(path)?.index === index);
  return at?.top ?? (index === 0 ? listTop : listBottom);
}
