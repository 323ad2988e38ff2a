import { Button } from '@mantine/core';
import { insertNode, type DraftNode } from '@satsuma/segment-engine';
import { IconPlus, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { useState, type ReactNode, type Ref } from 'react';
import { formatPeople } from '../../../lib/format.ts';
import { useBuilder } from '../builder-context.ts';
import {
  everyone,
  newAttributeCondition,
  newEventCondition,
  newSegmentCondition,
} from '../draft/new-condition.ts';
import { endOf } from '../draft/end-of.ts';
import { Picker, type PickerSection } from './picker.tsx';
import { catalogSection, eventIcon, typeIcon } from './search-items.tsx';
import { useMeetSegment, useSegmentSearch } from './segment-search.ts';

interface AddConditionProps {
  /** Pointer of the group. */
  readonly path: string;
  /** The first step of an empty rule stands out. */
  readonly prominent: boolean;
}

/** A button that adds a condition: one search over attributes, events and segments. */
export function AddCondition({ path, prominent }: AddConditionProps): ReactNode {
  const { catalog, edit } = useBuilder();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const segments = useSegmentSearch(typed, open);
  const meet = useMeetSegment();
  const add = (node: DraftNode | null): void => {
    if (node === null) return;
    edit({
      change: (rule) => insertNode(rule, endOf(rule, path), node),
      label: 'add condition',
      focus: 'operand',
      said: () => 'Condition added.',
    });
  };
  const sections = (): readonly PickerSection[] => [
    catalogSection({
      label: 'What is known about people',
      entries: catalog.attributes.values(),
      typed,
      icon: ({ type }) => typeIcon(type),
      prefix: 'attribute:',
    }),
    catalogSection({
      label: 'What people did',
      entries: catalog.events.values(),
      typed,
      icon: () => eventIcon,
      prefix: 'event:',
    }),
    {
      label: 'Segments they are in',
      items: segments.found.map(({ id, name, size }) => ({
        key: `segment:${id}`,
        label: name,
        detail: formatPeople(size),
        icon: <IconUsersGroup size={16} />,
      })),
    },
    {
      label: 'Nobody left out',
      items: 'everyone everybody all people'.includes(typed.trim().toLowerCase()) ? EVERYONE : [],
    },
  ];
  return (
    <Picker
      label="Search attributes, events and segments"
      sections={open ? bestFirst(sections(), typed) : []}
      typed={typed}
      onType={setTyped}
      onOpen={setOpen}
      loading={segments.loading}
      refocus={false}
      onPick={(key) => {
        const [kind = '', ...rest] = key.split(':');
        const name = rest.join(':');
        const attribute = catalog.attributes.get(name);
        if (kind === 'everyone') add(everyone);
        else if (kind === 'event') add(newEventCondition(name));
        else if (kind === 'segment') {
          meet(Number(name));
          add(newSegmentCondition(Number(name)));
        } else add(attribute === undefined ? null : newAttributeCondition(attribute));
      }}
      target={(toggle, expanded) => <AddButton prominent={prominent} expanded={expanded} onClick={toggle} />}
    />
  );
}

/** While something is typed, the section with the best fit comes first. */
const bestFirst = (sections: readonly PickerSection[], typed: string): readonly PickerSection[] =>
  typed.trim() === '' ? sections : sections.toSorted((a, b) => (a.rank ?? OTHERS) - (b.rank ?? OTHERS));

const OTHERS = 8;

const EVERYONE = [
  {
    key: 'everyone:',
    label: 'Everyone',
    detail: 'All people, whatever is known about them',
    icon: <IconUsers size={16} />,
  },
];

interface AddButtonProps {
  readonly prominent: boolean;
  readonly expanded: boolean;
  readonly onClick: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

function AddButton({ prominent, expanded, onClick, ref }: AddButtonProps): ReactNode {
  return (
    <Button
      ref={ref ?? null}
      variant={prominent ? 'filled' : 'subtle'}
      size={prominent ? 'sm' : 'compact-sm'}
      leftSection={<IconPlus size={16} />}
      aria-haspopup="listbox"
      aria-expanded={expanded}
      data-add
      onClick={onClick}
    >
      Add condition
    </Button>
  );
}
