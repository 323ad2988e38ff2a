import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState, type ReactNode, type Ref } from 'react';
import type { Wording } from '../catalog/build-catalog.ts';
import { Picker } from './picker.tsx';
import classes from './pickers.module.css';
import { catalogSection } from './search-items.tsx';

interface SubjectPickerProps<E extends Wording> {
  /** `Attribute`, `Event`, `Property`. */
  readonly kind: string;
  readonly entries: Iterable<E>;
  /** Name of what is chosen, also when the catalog does not have it. */
  readonly value: string | undefined;
  readonly label: string | undefined;
  readonly icon: (entry: E) => ReactNode;
  readonly shownIcon: ReactNode;
  readonly onPick: (name: string) => void;
}

/** The name that a condition speaks of, as a button that chooses another. */
export function SubjectPicker<E extends Wording>(props: SubjectPickerProps<E>): ReactNode {
  const { kind, entries, value, label, icon, shownIcon, onPick } = props;
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const shown = label ?? (value === undefined || value === '' ? `choose ${kind.toLowerCase()}` : value);
  const plural =
    { Attribute: 'Attributes', Event: 'Events', Property: 'Properties', Field: 'Fields' }[kind] ?? kind;
  return (
    <Picker
      label={`Search ${plural.toLowerCase()}`}
      sections={open ? [catalogSection({ label: plural, entries, typed, icon })] : []}
      typed={typed}
      onType={setTyped}
      onOpen={setOpen}
      onPick={onPick}
      target={(toggle, expanded) => (
        <SubjectButton
          kind={kind}
          shown={shown}
          empty={label === undefined}
          icon={shownIcon}
          expanded={expanded}
          onClick={toggle}
        />
      )}
    />
  );
}

interface SubjectButtonProps {
  readonly kind: string;
  readonly shown: string;
  readonly empty: boolean;
  readonly icon: ReactNode;
  readonly expanded: boolean;
  readonly onClick: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Takes the reference that the list is placed by. */
export function SubjectButton({
  kind,
  shown,
  empty,
  icon,
  expanded,
  onClick,
  ref,
}: SubjectButtonProps): ReactNode {
  return (
    <Button
      ref={ref ?? null}
      variant="default"
      size="sm"
      px="sm"
      classNames={{ root: classes.subject, label: classes.label }}
      data-empty={empty || undefined}
      aria-label={`${kind}: ${shown}. Change`}
      aria-haspopup="listbox"
      aria-expanded={expanded}
      leftSection={<span className={classes.kind}>{icon}</span>}
      rightSection={<IconChevronDown size={14} />}
      onClick={onClick}
    >
      {shown}
    </Button>
  );
}
