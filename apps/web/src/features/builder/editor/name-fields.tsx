import { Textarea, TextInput } from '@mantine/core';
import { REQUEST_LIMITS } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { Card } from '../../../ui/card.tsx';
import classes from './editor.module.css';
import type { SegmentForm } from './use-segment-form.ts';

/** Name and description of a segment. */
export function NameFields({ form }: { readonly form: SegmentForm }): ReactNode {
  const length = [...form.description].length;
  const most = REQUEST_LIMITS.description;
  return (
    <Card>
      <div className={classes.names}>
        <TextInput
          ref={form.nameField}
          label="Name"
          placeholder="Regulars on the coast"
          aria-required
          autoComplete="off"
          value={form.name}
          error={form.nameProblem}
          onChange={({ currentTarget }) => form.setName(currentTarget.value)}
        />
        <Textarea
          label="Description"
          placeholder="What it is for"
          autosize
          minRows={1}
          maxRows={6}
          value={form.description}
          error={
            length > most ? `A description has at most ${most} characters; this one has ${length}.` : null
          }
          onChange={({ currentTarget }) => form.setDescription(currentTarget.value)}
        />
      </div>
    </Card>
  );
}
