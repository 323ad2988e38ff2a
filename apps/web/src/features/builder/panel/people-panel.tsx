import { Button, Skeleton, Text } from '@mantine/core';
import type { Person } from '@satsuma/contracts';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCount, formatPeople, formatShare, plural } from '../../../lib/format.ts';
import { wordsOf } from '../../../lib/problem-words.ts';
import { TextLink } from '../../../ui/button-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { PersonCell } from '../../../ui/person-cell.tsx';
import type { Preview } from '../preview/use-preview.ts';
import classes from './panel.module.css';

interface PeoplePanelProps {
  readonly preview: Preview;
  /** How many things of the rule are missing or wrong. */
  readonly open: number;
  readonly isEmpty: boolean;
}

/** How many people the rule has, as a part of everybody, and a few of them. */
export function PeoplePanel({ preview, open, isEmpty }: PeoplePanelProps): ReactNode {
  const { sample, total, stale } = preview;
  return (
    <Card title="Who matches">
      <div aria-live="polite" aria-atomic="true" aria-busy={preview.counting}>
        <Total preview={preview} open={open} isEmpty={isEmpty} />
      </div>
      {total !== undefined && !isEmpty && sample.length > 0 && (
        <div className={classes.sample} data-stale={stale || undefined}>
          <Text size="sm" fw={600} mb="xs">
            {total.count <= sample.length ? 'All of them' : 'Some of them'}
          </Text>
          <ul className={classes.people}>
            {sample.map((person) => (
              <li key={person.id}>
                <PersonCell person={person} link={(name) => <PersonLink person={person} name={name} />} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

/** Opens beside the builder, so that nothing typed is left behind. */
function PersonLink({ person, name }: { readonly person: Person; readonly name: string }): ReactNode {
  return (
    <TextLink
      to="/people/$id"
      params={{ id: String(person.id) }}
      target="_blank"
      className={classes.person}
      aria-label={`${name}, opens in a new tab`}
    >
      {name} <IconExternalLink size={13} aria-hidden="true" className={classes.external} />
    </TextLink>
  );
}

function Total({ preview, open, isEmpty }: PeoplePanelProps): ReactNode {
  const { total, everybody, stale, counting, error, retry } = preview;
  if (isEmpty) {
    return <Text c="dimmed">Add a condition, and the people who meet it are counted here.</Text>;
  }
  if (error !== null && total === undefined) return <CountFailed error={error} retry={retry} />;
  if (total === undefined) {
    return counting ? <Skeleton height={44} width="60%" aria-label="Counting" /> : <Unfinished open={open} />;
  }
  const share = everybody === undefined ? 0 : Math.min(1, total.count / Math.max(1, everybody));
  return (
    <>
      <div className={classes.total} data-stale={stale || undefined}>
        <span className={classes.number}>
          {total.exact ? '' : 'about '}
          {formatCount(total.count)}
        </span>
        <Text component="span" c="dimmed">
          {everybody === undefined
            ? plural(total.count, 'person', 'people').replace(/^\S+ /, '')
            : `of ${formatPeople(everybody)}, ${formatShare(total.count, everybody)}`}
        </Text>
      </div>
      <div className={classes.track} data-stale={stale || undefined} aria-hidden="true">
        <div
          className={classes.fill}
          style={{ width: `${Math.max(share * 100, total.count > 0 ? 1 : 0)}%` }}
        />
      </div>
      {!total.exact && total.margin !== undefined && (
        <Text size="xs" c="dimmed">
          An estimate, give or take {formatCount(total.margin)}. Saving counts everybody.
        </Text>
      )}
      {error !== null && <CountFailed error={error} retry={retry} />}
      {open > 0 && <Unfinished open={open} />}
      {open === 0 && counting && stale && (
        <Text size="sm" c="dimmed" mt="xs">
          Counting again…
        </Text>
      )}
    </>
  );
}

const Unfinished = ({ open }: { readonly open: number }): ReactNode => (
  <Text size="sm" c="dimmed" mt="xs">
    {open === 1 ? 'One thing is' : `${formatCount(open)} things are`} still to be filled in before people are
    counted.
  </Text>
);

function CountFailed({ error, retry }: { readonly error: Error; readonly retry: () => void }): ReactNode {
  return (
    <div role="alert">
      <Text size="sm" c="var(--satsuma-danger)" mt="xs">
        The people could not be counted. {wordsOf(error)}
      </Text>
      <Button size="compact-sm" variant="default" mt="xs" onClick={retry}>
        Count again
      </Button>
    </div>
  );
}
