import { Button, Group, Stack } from '@mantine/core';
import type { EventDefinition } from '@satsuma/contracts';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { say } from '../../ui/toast.ts';
import { useUpdateEvent } from './catalog.queries.ts';
import { TypedNames, type TypedName } from './typed-names.tsx';
import { WordingFields, type Wording } from './wording-fields.tsx';

interface EditEventFormProps {
  readonly definition: EventDefinition;
  readonly onClose: () => void;
}

export function EditEventForm({ definition, onClose }: EditEventFormProps): ReactNode {
  const { label, description, synonyms } = definition;
  const [wording, setWording] = useState<Wording>({ label, description, synonyms });
  const [added, setAdded] = useState<readonly TypedName[]>([]);
  const update = useUpdateEvent(definition.name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = {
      ...wording,
      synonyms: [...wording.synonyms],
      ...(added.length > 0 ? { properties: [...added] } : {}),
    };
    update.mutate(body, {
      onSuccess: () => {
        say('Saved.');
        onClose();
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <WordingFields
          wording={wording}
          error={update.error}
          onChange={(part) => setWording((now) => ({ ...now, ...part }))}
        />
        <TypedNames
          legend="New properties"
          one="property"
          entries={added}
          error={update.error}
          pointer="/properties"
          onChange={setAdded}
        />
        {update.error !== null && <Refusal error={update.error} />}
        <Group gap="sm">
          <Button type="submit" loading={update.isPending}>
            Save
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
