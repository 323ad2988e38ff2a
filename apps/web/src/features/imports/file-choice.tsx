import { Button, Group, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { REQUEST_LIMITS } from '@satsuma/contracts';
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { formatBytes } from '../../lib/format.ts';
import classes from './file-choice.module.css';

interface FileChoiceProps {
  readonly file: File | null;
  readonly onChange: (file: File | null) => void;
}

const KNOWN = /\.(csv|tsv|txt|ndjson|jsonl)$/i;

/** Where a file is dropped or chosen. */
export function FileChoice({ file, onChange }: FileChoiceProps): ReactNode {
  const [refusal, setRefusal] = useState<string | null>(null);
  const take = (next: File | undefined): void => {
    if (next === undefined) return;
    const reason = whyNot(next);
    setRefusal(reason);
    onChange(reason === null ? next : null);
  };
  if (file !== null) return <Chosen file={file} onClear={() => onChange(null)} />;
  return (
    <>
      <Dropzone
        className={classes.zone}
        multiple={false}
        onDrop={([first]) => take(first)}
        inputProps={{ 'aria-label': 'Choose a file' }}
      >
        <Group gap="md" wrap="nowrap" className={classes.invitation}>
          <IconUpload size={28} stroke={1.5} aria-hidden="true" />
          <div>
            <Text fw={550}>Drop a file here, or click to choose one</Text>
            <Text size="sm" c="dimmed">
              CSV or NDJSON, up to {formatBytes(REQUEST_LIMITS.importBytes)}. The first row of a CSV file
              names the columns.
            </Text>
          </div>
        </Group>
      </Dropzone>
      {refusal !== null && (
        <Text c="var(--satsuma-danger)" role="alert">
          {refusal}
        </Text>
      )}
    </>
  );
}

function whyNot({ name, size }: File): string | null {
  if (!KNOWN.test(name)) {
    return `“${name}” is not a file that can be imported. Save it as CSV or NDJSON and choose it again.`;
  }
  if (size === 0) return `“${name}” is empty.`;
  if (size > REQUEST_LIMITS.importBytes) {
    return `“${name}” is larger than ${formatBytes(REQUEST_LIMITS.importBytes)}. Cut it into several files.`;
  }
  return null;
}

function Chosen({ file, onClear }: { readonly file: File; readonly onClear: () => void }): ReactNode {
  return (
    <div className={classes.chosen}>
      <IconFileSpreadsheet size={24} stroke={1.5} aria-hidden="true" />
      <div className={classes.words}>
        <Text fw={550}>{file.name}</Text>
        <Text size="sm" c="dimmed">
          {formatBytes(file.size)}
        </Text>
      </div>
      <Button variant="default" size="xs" onClick={onClear}>
        Choose another file
      </Button>
    </div>
  );
}
