import { Button, Group, Stack } from '@mantine/core';
import type { Property } from '@satsuma/contracts';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { say } from '../../ui/toast.ts';
import { useUpdateEvent } from './catalog.queries.ts';
import { SensitiveSwitch } from './create-attribute-dialog.tsx';
import { WordingFields, type Wording } from './wording-fields.tsx';

interface EditPropertyFormProps {
  readonly event: string;
  readonly property: Property;
  readonly onClose: () => void;
}

export function EditPropertyForm({ event, property, onClose }: EditPropertyFormProps): ReactNode {
  const { name, label, description, synonyms } = property;
  const [wording, setWording] = useState<Wording>({ label, description, synonyms });
  const [sensitive, setSensitive] = useState(property.sensitive);
  const update = useUpdateEvent(event);
  const submit = (submission: FormEvent): void => {
    submission.preventDefault();
    const change = { name, ...wording, synonyms: [...wording.synonyms], sensitive };
    update.mutate(
      { properties: [change] },
      {
        onSuccess: () => {
          say('Saved.');
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <WordingFields
          wording={wording}
          error={update.error}
          pointer="/properties/0"
          onChange={(part) => setWording((now) => ({ ...now, ...part }))}
        />
        <SensitiveSwitch checked={sensitive} onChange={setSensitive} />
        {update.error !== null && <Refusal error={update.error} />}
        <Group gap="sm">
          <Button type="submit" size="xs" loading={update.isPending}>
            Save
          </Button>
          <Button variant="default" size="xs" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
