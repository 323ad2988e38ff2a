import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { foldText } from '@satsuma/segment-engine';
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { IN_MAIN } from '../pickers/in-main.ts';
import classes from './operands.module.css';
import { KnownValueLine, type FieldProps } from './text-value.tsx';
import { useKnownValues, type ValueSource } from './value-source.ts';

type Value = string | number;

interface ValueListProps extends FieldProps<readonly Value[]> {
  readonly source: ValueSource;
  readonly numeric: boolean;
}

/** Several values: typed, pasted one a line, or chosen from those that people have. */
export function ValueList({
  label,
  value: values = [],
  onChange,
  invalid,
  source,
  numeric,
}: ValueListProps): ReactNode {
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const known = useKnownValues(source, typed, combobox.dropdownOpened).filter(
    ({ value }) => !has(values, value),
  );
  const isNew = readValues(typed, numeric).length > 0 && !known.some(({ value }) => same(value, typed));
  const { dropdownOpened, selectFirstOption, resetSelectedOption } = combobox;
  const first = known[0]?.value ?? '';
  const isBegun = typed.trim() !== '' && foldText(first).startsWith(foldText(typed));
  useEffect(() => {
    if (!dropdownOpened) return;
    if (isBegun) selectFirstOption();
    else resetSelectedOption();
  }, [dropdownOpened, isBegun, first, typed, selectFirstOption, resetSelectedOption]);
  const add = (text: string): void => {
    const added = readValues(text, numeric).filter((value) => !has(values, value));
    setTyped('');
    if (added.length > 0) onChange([...values, ...added]);
  };
  const removeAt = (index: number): void => onChange(values.toSpliced(index, 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' && typed === '')
      return values.length > 0 ? removeAt(values.length - 1) : undefined;
    const chosen = combobox.dropdownOpened && combobox.getSelectedOptionIndex() >= 0;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || chosen) return;
    event.preventDefault();
    add(typed);
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={add}
      position="bottom-start"
      width="max-content"
      portalProps={IN_MAIN}
      classNames={{ dropdown: classes.values }}
    >
      <Combobox.DropdownTarget>
        <PillsInput
          size="sm"
          className={classes.list}
          onClick={() => combobox.openDropdown()}
          error={invalid}
        >
          <Pill.Group>
            {values.map((value, index) => (
              <Pill
                key={String(value)}
                withRemoveButton
                onRemove={() => removeAt(index)}
                removeButtonProps={{ 'aria-label': `Remove ${value}`, tabIndex: 0, 'aria-hidden': false }}
              >
                {String(value)}
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                aria-label={label}
                aria-invalid={invalid || undefined}
                inputMode={numeric ? 'decimal' : 'text'}
                placeholder={values.length === 0 ? (numeric ? 'numbers' : 'values') : ''}
                value={typed}
                onChange={({ currentTarget }) => {
                  setTyped(currentTarget.value);
                  combobox.openDropdown();
                }}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  add(typed);
                }}
                onPaste={(event) => {
                  const text = event.clipboardData.getData('text');
                  if (!/[\n\t]/.test(text)) return;
                  event.preventDefault();
                  add(text);
                }}
                onKeyDown={onKeyDown}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={known.length === 0 && !isNew}>
        <Combobox.Options mah={280} className={classes.options} aria-label={label}>
          {known.map(({ value, count }) => (
            <Combobox.Option key={value} value={value} className={classes.option}>
              <KnownValueLine value={value} count={count} />
            </Combobox.Option>
          ))}
          {isNew && (
            <Combobox.Option value={typed} className={classes.option}>
              Add “{typed.trim()}”
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

const same = (a: Value, b: Value): boolean => foldText(String(a)) === foldText(String(b));
const has = (values: readonly Value[], value: Value): boolean => values.some((one) => same(one, value));

/** Values in a text: one a line or a column; numbers also with commas or blanks between them. */
export function readValues(text: string, numeric: boolean): readonly Value[] {
  const parts = text
    .split(numeric ? /[\s,;]+/ : /[\n\r\t]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && foldText(part) !== '');
  const values = numeric ? parts.map(Number).filter(Number.isFinite) : parts;
  return values.filter((value, index) => values.findIndex((other) => same(other, value)) === index);
}
