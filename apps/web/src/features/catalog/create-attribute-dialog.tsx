import { Button, Group, Modal, Select, Stack, Switch, TextInput } from '@mantine/core';
import { ValueType } from '@satsuma/contracts';
import { useState, type FormEvent, type ReactNode } from 'react';
import { issueAt } from '../../lib/problem-words.ts';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { say } from '../../ui/toast.ts';
import { useCreateAttribute } from './catalog.queries.ts';
import { TypedNames, type TypedName } from './typed-names.tsx';
import { typeOptions } from '../../lib/value-types.ts';
import { WordingFields } from './wording-fields.tsx';

interface CreateAttributeDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (name: string) => void;
}

interface AttributeDraft {
  readonly name: string;
  readonly type: ValueType;
  readonly label: string;
  readonly description: string;
  readonly synonyms: readonly string[];
  readonly sensitive: boolean;
  readonly fields: readonly TypedName[];
}

const EMPTY: AttributeDraft = {
  name: '',
  type: 'text',
  label: '',
  description: '',
  synonyms: [],
  sensitive: false,
  fields: [],
};

export function CreateAttributeDialog({ onClose, onCreated }: CreateAttributeDialogProps): ReactNode {
  const [draft, setDraft] = useState(EMPTY);
  const creation = useCreateAttribute();
  const change = (part: Partial<AttributeDraft>): void => setDraft((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { fields, synonyms, ...rest } = draft;
    const body = {
      ...rest,
      synonyms: [...synonyms],
      ...(rest.type === 'objects' ? { fields: [...fields] } : {}),
    };
    creation.mutate(body, {
      onSuccess: ({ name }) => {
        say(`Attribute “${name}” was made.`);
        onCreated(name);
      },
    });
  };
  const { error } = creation;
  return (
    <Modal opened onClose={onClose} title="New attribute" size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="As programs send it: letters, digits and _, such as loyaltyTier. It cannot be changed later."
            required
            withAsterisk={false}
            data-autofocus
            maxLength={64}
            value={draft.name}
            error={issueAt(error, '/name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label="Type"
            description="It cannot be changed later."
            data={typeOptions(ValueType.options)}
            value={draft.type}
            error={issueAt(error, '/type')}
            onChange={(type) => change({ type: ValueType.parse(type) })}
          />
          {draft.type === 'objects' && (
            <TypedNames
              legend="Fields"
              one="field"
              entries={draft.fields}
              error={error}
              pointer="/fields"
              onChange={(fields) => change({ fields })}
            />
          )}
          <WordingFields wording={draft} error={error} onChange={change} />
          <SensitiveSwitch checked={draft.sensitive} onChange={(sensitive) => change({ sensitive })} />
          {error !== null && <Refusal error={error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={creation.isPending}>
              Create attribute
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface SensitiveSwitchProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function SensitiveSwitch({ checked, onChange }: SensitiveSwitchProps): ReactNode {
  return (
    <Switch
      label="Sensitive"
      description="Its values are never suggested while typing and never leave this server."
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
