import { Combobox, Loader, useCombobox } from '@mantine/core';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { IN_MAIN } from './in-main.ts';
import classes from './pickers.module.css';

export interface PickerItem {
  /** Unique in the picker. */
  readonly key: string;
  readonly label: string;
  /** A second line: what it means, or by which other name it was found. */
  readonly detail?: string | undefined;
  readonly icon?: ReactNode;
}

export interface PickerSection {
  readonly label: string;
  readonly items: readonly PickerItem[];
  /** How many more there are than are shown. */
  readonly more?: number | undefined;
  /** How well its first item fits what was typed; less is better. */
  readonly rank?: number;
}

interface PickerProps {
  /** What is chosen, for screen readers: `Choose an attribute`. */
  readonly label: string;
  readonly sections: readonly PickerSection[];
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onPick: (key: string) => void;
  readonly onOpen?: (open: boolean) => void;
  readonly loading?: boolean;
  /** Whether the button gets the focus back after a choice; not when the choice makes something new to go to. */
  readonly refocus?: boolean;
  /** The button that opens it. */
  readonly target: (open: () => void, expanded: boolean) => ReactElement;
}

/** A button that opens a searchable list. */
export function Picker({
  label,
  sections,
  typed,
  onType,
  onPick,
  onOpen,
  loading,
  refocus,
  target,
}: PickerProps): ReactNode {
  const combobox = useCombobox({
    onDropdownOpen: () => {
      onOpen?.(true);
      combobox.focusSearchInput();
    },
    onDropdownClose: (source) => {
      onOpen?.(false);
      onType('');
      combobox.resetSelectedOption();
      if (source === 'keyboard') combobox.focusTarget();
    },
  });
  const keys = sections.flatMap(({ items }) => items.map(({ key }) => key)).join('\n');
  const { dropdownOpened, selectFirstOption, getSelectedOptionIndex } = combobox;
  const typedBefore = useRef(typed);
  useEffect(() => {
    // What arrives later must not move a choice that was made with the arrow keys.
    const isNew = typed !== typedBefore.current || getSelectedOptionIndex() < 0;
    typedBefore.current = typed;
    if (dropdownOpened && keys !== '' && isNew) selectFirstOption();
  }, [keys, typed, dropdownOpened, selectFirstOption, getSelectedOptionIndex]);
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width="max-content"
      shadow="md"
      portalProps={IN_MAIN}
      classNames={{ dropdown: classes.dropdown }}
      onOptionSubmit={(key) => {
        combobox.closeDropdown();
        if (refocus !== false) combobox.focusTarget();
        onPick(key);
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes={false} withKeyboardNavigation={false}>
        {target(() => combobox.toggleDropdown(), dropdownOpened)}
      </Combobox.Target>
      <Combobox.Dropdown data-picker>
        <Combobox.Search
          classNames={{ input: classes.search }}
          role="combobox"
          aria-expanded={dropdownOpened}
          aria-autocomplete="list"
          aria-label={label}
          placeholder="Search"
          value={typed}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
          rightSection={loading ? <Loader size={14} /> : null}
          onKeyDown={(event) => {
            if (event.key !== 'Tab') return;
            event.preventDefault();
            combobox.closeDropdown('keyboard');
          }}
        />
        <Combobox.Options aria-label={label} className={classes.options}>
          {keys === '' && <Combobox.Empty>{loading ? 'Searching…' : 'Nothing found'}</Combobox.Empty>}
          {sections.map((section) => (
            <Section key={section.label} {...section} />
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Section({ label, items, more = 0 }: PickerSection): ReactNode {
  if (items.length === 0) return null;
  const options = items.map(({ key, label: name, detail, icon }) => (
    <Combobox.Option key={key} value={key} className={classes.option}>
      {icon !== undefined && (
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        {detail !== undefined && detail !== '' && <span className={classes.detail}>{detail}</span>}
      </span>
    </Combobox.Option>
  ));
  return (
    <Combobox.Group label={label}>
      {options}
      {more > 0 && <div className={classes.more}>and {more} more: type to find them</div>}
    </Combobox.Group>
  );
}
