import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import classes from './search-box.module.css';

const PAUSE_MS = 250;

interface SearchBoxProps {
  /** What is searched, such as “Search segments”. */
  readonly label: string;
  /** The search in the address bar. */
  readonly value: string | undefined;
  /** Called after a short pause in typing; undefined for an empty box. */
  readonly onChange: (search: string | undefined) => void;
}

export function SearchBox({ label, value = '', onChange }: SearchBoxProps): ReactNode {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((next: string) => {
    const search = next.trim();
    told.current = search;
    onChange(search === '' ? undefined : search);
  }, PAUSE_MS);
  // The address bar wins when it changes by other means, such as the browser's back button.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  const change = (next: string): void => {
    setText(next);
    tell(next);
  };
  return (
    <TextInput
      className={classes.box}
      type="search"
      aria-label={label}
      placeholder={label}
      maxLength={200}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSection={
        text === '' ? null : <CloseButton size="sm" aria-label="Clear search" onClick={() => change('')} />
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
