import { Avatar, Group, Text } from '@mantine/core';
import type { Person } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { personHint, personInitials, personName } from '../lib/person-name.ts';
import classes from './person-cell.module.css';

interface PersonCellProps {
  readonly person: Person;
  /** Wraps the name, usually in a link. */
  readonly link: (name: string) => ReactNode;
}

/** Initials, name and an identifier of a person. */
export function PersonCell({ person, link }: PersonCellProps): ReactNode {
  const hint = personHint(person);
  return (
    <Group gap="sm" wrap="nowrap">
      <PersonAvatar person={person} />
      <div className={classes.words}>
        <div className={classes.name}>{link(personName(person))}</div>
        {hint !== null && (
          <Text size="xs" c="dimmed" truncate>
            {hint}
          </Text>
        )}
      </div>
    </Group>
  );
}

export function PersonAvatar({
  person,
  size = 34,
}: {
  readonly person: Person;
  readonly size?: number;
}): ReactNode {
  return (
    <Avatar size={size} radius="xl" className={classes.avatar} aria-hidden="true">
      {personInitials(person)}
    </Avatar>
  );
}
