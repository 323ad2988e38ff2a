import { Textarea, TextInput } from '@mantine/core';
import { REQUEST_LIMITS } from '@satsuma/contracts';
import type { ReactNode, Ref } from 'react';
import { Card } from '../../../ui/card.tsx';
import classes from './editor.module.css';

interface NameFieldsProps {
  readonly name: string;
  readonly description: string;
  readonly problem: string | null;
  readonly fieldRef: Ref<HTMLInputElement>;
  readonly onName: (name: string) => void;
  readonly onDescription: (description: string) => void;
}

/** Name and description of a segment. */
export function NameFields(props: NameFieldsProps): ReactNode {
  const { name, description, problem, fieldRef, onName, onDescription } = props;
  return (
    <Card>
      <div className={classes.names}>
        <TextInput
          ref={fieldRef}
          label="Name"
          placeholder="Such as: Loyal customers on the coast"
          required
          withAsterisk={false}
          maxLength={REQUEST_LIMITS.segmentName * 2}
          value={name}
          error={problem ?? overLength(name.trim(), REQUEST_LIMITS.segmentName)}
          onChange={({ currentTarget }) => onName(currentTarget.value)}
        />
        <Textarea
          label="Description"
          placeholder="What it is for"
          autosize
          minRows={1}
          maxRows={6}
          value={description}
          error={overLength(description, REQUEST_LIMITS.description)}
          onChange={({ currentTarget }) => onDescription(currentTarget.value)}
        />
      </div>
    </Card>
  );
}

function overLength(text: string, most: number): string | null {
  const length = [...text].length;
  return length > most ? `${length} characters: at most ${most} are kept.` : null;
}
