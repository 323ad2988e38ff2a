import {
  Alert,
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Modal,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { SCOPES, type Scope } from '@satsuma/contracts';
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { issueAt } from '../../lib/problem-words.ts';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import classes from './new-key-dialog.module.css';
import { SCOPE_WORDS } from './scope-words.ts';
import { useCreateApiKey } from './settings.queries.ts';

/** Makes a key and shows it the one time it can be seen. */
export function NewKeyDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const creation = useCreateApiKey();
  const made = creation.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={made === undefined ? 'New API key' : 'Copy the key now'}
      size="lg"
      closeOnClickOutside={made === undefined}
    >
      {made === undefined ? (
        <KeyForm creation={creation} onClose={onClose} />
      ) : (
        <NewKey name={made.name} secret={made.key} onClose={onClose} />
      )}
    </Modal>
  );
}

interface KeyFormProps {
  readonly creation: ReturnType<typeof useCreateApiKey>;
  readonly onClose: () => void;
}

function KeyForm({ creation, onClose }: KeyFormProps): ReactNode {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['persons:write', 'events:write']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    creation.mutate({ name: name.trim(), scopes });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="Which program uses it, so that you know later what you revoke."
          required
          withAsterisk={false}
          data-autofocus
          maxLength={120}
          value={name}
          error={issueAt(creation.error, '/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group
          label="It may"
          value={scopes}
          error={issueAt(creation.error, '/scopes')}
          onChange={(next) => setScopes(next as Scope[])}
        >
          <Stack gap="xs" mt="xs">
            {SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={SCOPE_WORDS[scope]} description={scope} />
            ))}
          </Stack>
        </Checkbox.Group>
        {creation.error !== null && <Refusal error={creation.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={creation.isPending} disabled={scopes.length === 0}>
            Create key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface NewKeyProps {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

function NewKey({ name, secret, onClose }: NewKeyProps): ReactNode {
  return (
    <Stack gap="md">
      <Alert color="satsuma" icon={<IconKey />}>
        This is the only time “{name}” is shown. Satsuma keeps a fingerprint of it, not the key.
      </Alert>
      <div className={classes.secret}>
        <Code className={classes.code}>{secret}</Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
              data-autofocus
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
      <Text size="sm" c="dimmed">
        Send it with every request as <Code>Authorization: Bearer …</Code>
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
