import {
  IconBolt,
  IconBraces,
  IconCalendar,
  IconClock,
  IconHash,
  IconList,
  IconToggleLeft,
  IconLetterCase,
} from '@tabler/icons-react';
import type { ValueType } from '@satsuma/segment-engine';
import { foldText } from '@satsuma/segment-engine';
import type { ReactNode } from 'react';
import type { Wording } from '../catalog/build-catalog.ts';
import { bestRank, searchCatalog } from '../catalog/search-catalog.ts';
import type { PickerItem, PickerSection } from './picker.tsx';

const SHOWN = 50;
const size = 16;

const ICONS: Readonly<Record<ValueType, ReactNode>> = {
  text: <IconLetterCase size={size} />,
  integer: <IconHash size={size} />,
  decimal: <IconHash size={size} />,
  boolean: <IconToggleLeft size={size} />,
  date: <IconCalendar size={size} />,
  datetime: <IconClock size={size} />,
  list: <IconList size={size} />,
  objects: <IconBraces size={size} />,
};

export const typeIcon = (type: ValueType): ReactNode => ICONS[type];
export const eventIcon: ReactNode = <IconBolt size={size} />;

interface SectionOptions<E> {
  readonly label: string;
  readonly entries: Iterable<E>;
  readonly typed: string;
  readonly icon: (entry: E) => ReactNode;
  /** Put before names, so that keys of several sections differ. */
  readonly prefix?: string;
}

/** The entries of the catalog that fit what was typed, as a section of a picker. */
export function catalogSection<E extends Wording>(options: SectionOptions<E>): PickerSection {
  const { label, entries, typed, icon, prefix = '' } = options;
  const found = searchCatalog(entries, typed);
  return {
    label,
    rank: bestRank(found, typed),
    more: Math.max(0, found.length - SHOWN),
    items: found.slice(0, SHOWN).map((entry): PickerItem => ({
      key: `${prefix}${entry.name}`,
      label: entry.label,
      detail: detailOf(entry, typed),
      icon: icon(entry),
    })),
  };
}

/** What is said of an entry: the synonym it was found by, else its description. */
function detailOf({ label, name, synonyms, description }: Wording, typed: string): string | undefined {
  const wanted = foldText(typed);
  if (wanted !== '' && !foldText(label).includes(wanted)) {
    const synonym = [name, ...synonyms].find((other) => foldText(other).includes(wanted));
    if (synonym !== undefined) return `also “${synonym}”`;
  }
  return description === '' ? undefined : description;
}
