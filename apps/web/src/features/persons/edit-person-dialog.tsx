import { Button, Group, Modal, SegmentedControl, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { Person, PersonType } from '@satsuma/contracts';
import { useState, type FormEvent, type ReactNode } from 'react';
import { issueAt } from '../../lib/problem-words.ts';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { say } from '../../ui/toast.ts';
import { AttributeFields } from './attribute-fields.tsx';
import { draftOf, personChange, type PersonDraft } from './person-draft.ts';
import { useUpdatePerson } from './persons.queries.ts';

interface EditPersonDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

const TYPES = [
  { value: 'customer', label: 'Customer' },
  { value: 'lead', label: 'Lead' },
];

export function EditPersonDialog({ person, onClose }: EditPersonDialogProps): ReactNode {
  const [draft, setDraft] = useState<PersonDraft>(() => draftOf(person));
  const update = useUpdatePerson(String(person.id));
  const change = (part: Partial<PersonDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    update.mutate(personChange(person, draft), {
      onSuccess: () => {
        say('Saved.');
        onClose();
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title="Edit person" size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <IdentityFields draft={draft} error={update.error} onChange={change} />
          <AttributeFields
            values={draft.attributes}
            error={update.error}
            onChange={(name, value) => change({ attributes: { ...draft.attributes, [name]: value } })}
          />
          {update.error !== null && <Refusal error={update.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={update.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface IdentityFieldsProps {
  readonly draft: PersonDraft;
  readonly error: unknown;
  readonly onChange: (part: Partial<PersonDraft>) => void;
}

function IdentityFields({ draft, error, onChange }: IdentityFieldsProps): ReactNode {
  const list = (name: 'emails' | 'phones' | 'tags', label: string, hint: string): ReactNode => (
    <TagsInput
      label={label}
      placeholder={hint}
      value={[...draft[name]]}
      acceptValueOnBlur
      splitChars={[',', ';']}
      error={issueAt(error, `/${name}`)}
      onChange={(values) => onChange({ [name]: values })}
    />
  );
  return (
    <>
      <div>
        <Text size="sm" fw={500} mb={4} id="person-type">
          Type
        </Text>
        <SegmentedControl
          data={TYPES}
          aria-labelledby="person-type"
          value={draft.type}
          onChange={(type) => onChange({ type: type as PersonType })}
        />
      </div>
      {list('emails', 'E-mail addresses', 'ana@example.com')}
      {list('phones', 'Phone numbers', '+385911234567')}
      <TextInput
        label="External id"
        description="The id of this person in your own system."
        maxLength={256}
        value={draft.externalId}
        error={issueAt(error, '/externalId')}
        onChange={(event) => onChange({ externalId: event.currentTarget.value })}
      />
      {list('tags', 'Tags', 'Type a tag and press Enter')}
    </>
  );
}
