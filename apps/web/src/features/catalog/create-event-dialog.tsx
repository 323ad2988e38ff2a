import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { issueAt } from '../../lib/problem-words.ts';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { say } from '../../ui/toast.ts';
import { useCreateEvent } from './catalog.queries.ts';
import { TypedNames, type TypedName } from './typed-names.tsx';
import { WordingFields } from './wording-fields.tsx';

interface CreateEventDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (name: string) => void;
}

interface EventDraft {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly properties: readonly TypedName[];
}

const EMPTY: EventDraft = { name: '', label: '', description: '', synonyms: [], properties: [] };

export function CreateEventDialog({ onClose, onCreated }: CreateEventDialogProps): ReactNode {
  const [draft, setDraft] = useState(EMPTY);
  const creation = useCreateEvent();
  const change = (part: Partial<EventDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    creation.mutate(
      { ...draft, synonyms: [...draft.synonyms], properties: [...draft.properties] },
      {
        onSuccess: ({ name }) => {
          say(`Event “${name}” was made.`);
          onCreated(name);
        },
      },
    );
  };
  const { error } = creation;
  return (
    <Modal opened onClose={onClose} title="New event" size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="As programs send it, such as purchase. It cannot be changed later."
            required
            withAsterisk={false}
            data-autofocus
            maxLength={128}
            value={draft.name}
            error={issueAt(error, '/name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TypedNames
            legend="Properties"
            one="property"
            entries={draft.properties}
            error={error}
            pointer="/properties"
            onChange={(properties) => change({ properties })}
          />
          <WordingFields wording={draft} error={error} onChange={change} />
          {error !== null && <Refusal error={error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={creation.isPending}>
              Create event
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
