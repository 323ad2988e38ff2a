import { Button } from '@mantine/core';
import { insertNode } from '@satsuma/segment-engine';
import { IconFilterPlus } from '@tabler/icons-react';
import { useState, type ReactNode, type Ref } from 'react';
import { useBuilder } from '../builder-context.ts';
import { endOf } from '../draft/end-of.ts';
import { newPropertyCondition } from '../draft/new-condition.ts';
import type { PropertyScope } from '../tree/property-scope.ts';
import { Picker } from './picker.tsx';
import { catalogSection, typeIcon } from './search-items.tsx';

interface AddPropertyProps {
  readonly path: string;
  readonly label: string;
  readonly scope: PropertyScope;
}

/** A button that adds a condition on a property, and the group for it if there is none. */
export function AddProperty({ path, label, scope }: AddPropertyProps): ReactNode {
  const { edit } = useBuilder();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const plural = scope.kind === 'Property' ? 'Properties' : 'Fields';
  const section = (): ReturnType<typeof catalogSection> =>
    catalogSection({
      label: plural,
      entries: scope.subjects.values(),
      typed,
      icon: ({ type }) => typeIcon(type),
    });
  const add = (name: string): void => {
    const property = scope.subjects.get(name);
    if (property === undefined) return;
    edit({
      change: (rule) => insertNode(rule, endOf(rule, path), newPropertyCondition(property)),
      label: 'add filter',
      focus: 'operand',
      said: () => `${property.label} added.`,
    });
  };
  return (
    <Picker
      label={`Search ${plural.toLowerCase()}`}
      sections={open ? [section()] : []}
      typed={typed}
      onType={setTyped}
      onOpen={setOpen}
      refocus={false}
      onPick={add}
      target={(toggle, expanded) => <AddButton label={label} expanded={expanded} onClick={toggle} />}
    />
  );
}

interface AddButtonProps {
  readonly label: string;
  readonly expanded: boolean;
  readonly onClick: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

function AddButton({ label, expanded, onClick, ref }: AddButtonProps): ReactNode {
  return (
    <Button
      ref={ref ?? null}
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconFilterPlus size={15} />}
      aria-haspopup="listbox"
      aria-expanded={expanded}
      data-add
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
