import { Button, Group, Stack } from '@mantine/core';
import type { Attribute } from '@satsuma/contracts';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { say } from '../../ui/toast.ts';
import { useUpdateAttribute } from './catalog.queries.ts';
import { SensitiveSwitch } from './create-attribute-dialog.tsx';
import { TypedNames, type TypedName } from './typed-names.tsx';
import { WordingFields } from './wording-fields.tsx';

interface EditAttributeFormProps {
  readonly attribute: Attribute;
  readonly onClose: () => void;
}

export function EditAttributeForm({ attribute, onClose }: EditAttributeFormProps): ReactNode {
  const { label, description, synonyms, sensitive } = attribute;
  const [draft, setDraft] = useState({
    label,
    description,
    synonyms: synonyms as readonly string[],
    sensitive,
  });
  const [added, setAdded] = useState<readonly TypedName[]>([]);
  const update = useUpdateAttribute(attribute.name);
  const change = (part: Partial<typeof draft>): void => setDraft((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = {
      ...draft,
      synonyms: [...draft.synonyms],
      ...(added.length > 0 ? { fields: [...(attribute.fields ?? []), ...added] } : {}),
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
        <WordingFields wording={draft} error={update.error} onChange={change} />
        <SensitiveSwitch checked={draft.sensitive} onChange={(next) => change({ sensitive: next })} />
        {attribute.type === 'objects' && (
          <TypedNames
            legend="New fields"
            one="field"
            entries={added}
            error={update.error}
            pointer="/fields"
            onChange={setAdded}
          />
        )}
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
