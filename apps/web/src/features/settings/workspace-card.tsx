import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { Workspace } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { issueAt } from '../../lib/problem-words.ts';
import { timeZones } from '../../lib/time-zones.ts';
import { Card } from '../../ui/card.tsx';
import { Refusal } from '../../ui/confirm-dialog.tsx';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { say } from '../../ui/toast.ts';
import { useUpdateWorkspace, workspaceQuery } from './settings.queries.ts';

export function WorkspaceCard(): ReactNode {
  const query = useQuery(workspaceQuery);
  return (
    <Card title="Workspace">
      {query.isError ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} what="the settings" />
      ) : query.data === undefined ? (
        <RowsLoading rows={3} />
      ) : (
        <WorkspaceForm workspace={query.data} />
      )}
    </Card>
  );
}

function WorkspaceForm({ workspace }: { readonly workspace: Workspace }): ReactNode {
  const [name, setName] = useState(workspace.name);
  const [timeZone, setTimeZone] = useState(workspace.timeZone);
  const [strict, setStrict] = useState(workspace.strict);
  const update = useUpdateWorkspace();
  const isChanged = name !== workspace.name || timeZone !== workspace.timeZone || strict !== workspace.strict;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    update.mutate({ name: name.trim(), timeZone, strict }, { onSuccess: () => say('Saved.') });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="lg" maw={520}>
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          maxLength={120}
          value={name}
          error={issueAt(update.error, '/name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Time zone"
          description="Where days begin and end: “today”, “last month” and birthdays follow it."
          searchable
          data={timeZones(workspace.timeZone)}
          limit={200}
          value={timeZone}
          error={issueAt(update.error, '/timeZone')}
          onChange={(zone) => zone !== null && setTimeZone(zone)}
        />
        <Switch
          label="Strict catalog"
          description="Refuse attributes, events and properties that the catalog does not have, instead of adding them."
          checked={strict}
          onChange={(event) => setStrict(event.currentTarget.checked)}
        />
        {update.error !== null && <Refusal error={update.error} />}
        <Group>
          <Button type="submit" loading={update.isPending} disabled={!isChanged}>
            Save changes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
