import { Button, Group } from '@mantine/core';
import type { Person } from '@satsuma/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconArrowLeft, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { personName } from '../../lib/person-name.ts';
import { useMay } from '../../lib/session.ts';
import { TextLink } from '../../ui/button-link.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonAvatar } from '../../ui/person-cell.tsx';
import { Failure, RowsLoading } from '../../ui/states.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { say } from '../../ui/toast.ts';
import { AttributesCard } from './attributes-card.tsx';
import { EditPersonDialog } from './edit-person-dialog.tsx';
import { MembershipsCard } from './memberships-card.tsx';
import classes from './person-page.module.css';
import { personQuery, useDeletePerson } from './persons.queries.ts';
import { TagLink } from './tag-link.tsx';
import { Timeline } from './timeline.tsx';

const route = getRouteApi('/member/people/$id');

export function PersonPage(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(personQuery(id));
  if (query.data !== undefined) return <LoadedPerson person={query.data} />;
  return (
    <Page title="Person" back={<BackToPeople />}>
      <Card>
        {query.isError ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} what="this person" />
        ) : (
          <RowsLoading />
        )}
      </Card>
    </Page>
  );
}

const BackToPeople = (): ReactNode => (
  <TextLink to="/people" size="sm" className={classes.back}>
    <IconArrowLeft size={16} aria-hidden="true" /> People
  </TextLink>
);

function LoadedPerson({ person }: { readonly person: Person }): ReactNode {
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  const close = (): void => setDialog(null);
  return (
    <Page
      title={personName(person)}
      picture={<PersonAvatar person={person} size={44} />}
      back={<BackToPeople />}
      actions={<Actions onEdit={() => setDialog('edit')} onDelete={() => setDialog('delete')} />}
    >
      <div className={classes.columns}>
        <div className={classes.side}>
          <IdentityCard person={person} />
          <AttributesCard person={person} />
          <MembershipsCard person={person} />
        </div>
        <Timeline person={person} />
      </div>
      {dialog === 'edit' && <EditPersonDialog person={person} onClose={close} />}
      <DeletePersonDialog person={person} opened={dialog === 'delete'} onClose={close} />
    </Page>
  );
}

interface ActionsProps {
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function Actions({ onEdit, onDelete }: ActionsProps): ReactNode {
  const may = useMay();
  if (!may.write) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} />} onClick={onEdit}>
        Edit
      </Button>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={onDelete}>
        Delete
      </Button>
    </>
  );
}

function IdentityCard({ person }: { readonly person: Person }): ReactNode {
  const lines = (values: readonly string[]): ReactNode =>
    values.length === 0 ? '–' : values.map((value) => <div key={value}>{value}</div>);
  const tags =
    person.tags.length === 0 ? (
      '–'
    ) : (
      <Group gap={4}>
        {person.tags.map((tag) => (
          <TagLink key={tag} tag={tag} />
        ))}
      </Group>
    );
  return (
    <Card title="Identity">
      <Facts
        facts={[
          { label: 'E-mail', value: lines(person.emails) },
          { label: 'Phone', value: lines(person.phones) },
          { label: 'External id', value: person.externalId ?? '–' },
          { label: 'Id', value: person.id },
          { label: 'Type', value: person.type === 'lead' ? 'Lead' : 'Customer' },
          { label: 'Tags', value: tags },
          {
            label: 'Last seen',
            value: person.lastSeenAt === null ? 'Never' : <Moment at={person.lastSeenAt} />,
          },
          { label: 'Known since', value: <Moment at={person.createdAt} as="day" /> },
          { label: 'Updated', value: <Moment at={person.updatedAt} /> },
        ]}
      />
    </Card>
  );
}

interface DeletePersonDialogProps {
  readonly person: Person;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function DeletePersonDialog({ person, opened, onClose }: DeletePersonDialogProps): ReactNode {
  const navigate = useNavigate();
  const removal = useDeletePerson(String(person.id));
  const confirm = (): void =>
    removal.mutate(undefined, {
      onSuccess: () => {
        say(`${personName(person)} was deleted.`);
        void navigate({ to: '/people' });
      },
    });
  return (
    <ConfirmDialog
      opened={opened}
      title="Delete this person?"
      confirm="Delete person"
      pending={removal.isPending}
      error={removal.error}
      onConfirm={confirm}
      onClose={() => {
        removal.reset();
        onClose();
      }}
    >
      {personName(person)} is removed with all events and memberships. This cannot be undone.
    </ConfirmDialog>
  );
}
