import { TagsInput, Textarea, TextInput } from '@mantine/core';
import { REQUEST_LIMITS } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { issueAt } from '../../lib/problem-words.ts';

/** What people are told about an entry of the catalog. */
export interface Wording {
  readonly label: string;
  readonly description: string;
  readonly synonyms: readonly string[];
}

interface WordingFieldsProps {
  readonly wording: Wording;
  readonly error: unknown;
  /** JSON pointer in the body of what is described; its root when absent. */
  readonly pointer?: string;
  readonly onChange: (part: Partial<Wording>) => void;
}

/** Label, description and synonyms, which attributes and events have alike. */
export function WordingFields({ wording, error, pointer = '', onChange }: WordingFieldsProps): ReactNode {
  return (
    <>
      <TextInput
        label="Label"
        description="What people read in rules and lists."
        maxLength={REQUEST_LIMITS.label}
        value={wording.label}
        error={issueAt(error, `${pointer}/label`)}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={REQUEST_LIMITS.description}
        value={wording.description}
        error={issueAt(error, `${pointer}/description`)}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <TagsInput
        label="Synonyms"
        description="Other words that people use for it."
        placeholder="Type a word and press Enter"
        acceptValueOnBlur
        maxTags={REQUEST_LIMITS.synonyms}
        value={[...wording.synonyms]}
        error={issueAt(error, `${pointer}/synonyms`)}
        onChange={(synonyms) => onChange({ synonyms })}
      />
    </>
  );
}
