import { Button } from '@mantine/core';
import {
  MATCH_LABELS,
  insertNode,
  isDraftGroup,
  setMatch,
  type DraftGroup,
  type DraftNode,
  type Match,
} from '@satsuma/segment-engine';
import { IconFolderPlus } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { useProblems } from '../marks.ts';
import { endOf } from '../draft/end-of.ts';
import { WordSelect, choicesOf } from '../operands/word-select.tsx';
import { AddCondition } from '../pickers/add-condition.tsx';
import { AttributeRow } from './attribute-row.tsx';
import { CountBar } from './count-bar.tsx';
import { useDragContext } from './drag-context.ts';
import { EventRow } from './event-row.tsx';
import { ProblemList } from './problem-list.tsx';
import { DragHandle, JOINTS } from './row-frame.tsx';
import { RowMenu } from './row-menu.tsx';
import { EveryoneRow, SegmentRow } from './segment-row.tsx';
import classes from './tree.module.css';
import { useStableKeys } from './use-stable-keys.ts';

interface GroupProps {
  readonly group: DraftGroup;
  readonly path: string;
}

/** How the conditions of a group go together, in words. */
export function MatchSelect({ group, path }: GroupProps): ReactNode {
  const { edit } = useBuilder();
  return (
    <WordSelect
      label={path === '' ? 'How the conditions go together' : 'How the conditions of this group go together'}
      value={group.match}
      choices={choicesOf(MATCH_LABELS)}
      onChange={(match) =>
        edit({
          change: (rule) => setMatch(rule, path, match),
          label: 'change group',
          said: () => `${MATCH_LABELS[match]}.`,
        })
      }
    />
  );
}

/** The children of a group with what adds to them. */
export function GroupContents({ group, path }: GroupProps): ReactNode {
  const keys = useStableKeys(group.conditions);
  const problems = useProblems(group);
  const isEmptyRoot = path === '' && group.conditions.length === 0;
  const shown = isEmptyRoot ? problems.filter(({ code }) => code !== 'rule.empty') : problems;
  return (
    <>
      <ul className={classes.list} data-list aria-label={`${MATCH_LABELS[group.match]}`}>
        {group.conditions.map((node, index) => (
          <NodeView
            key={keys[index]}
            node={node}
            path={`${path}/conditions/${index}`}
            joint={index === 0 ? null : group.match}
          />
        ))}
      </ul>
      <ProblemList id={`problems${path.replaceAll('/', '-')}`} path={path} problems={shown} />
      {!isEmptyRoot && (
        <div className={classes.add}>
          <AddCondition path={path} prominent={false} />
          <AddGroup path={path} />
        </div>
      )}
    </>
  );
}

interface NodeViewProps {
  readonly node: DraftNode;
  readonly path: string;
  readonly joint: Match | null;
}

function NodeView({ node, path, joint }: NodeViewProps): ReactNode {
  if (isDraftGroup(node)) return <GroupRow group={node} path={path} joint={joint} />;
  switch (node.kind) {
    case 'attribute':
      return <AttributeRow node={node} path={path} joint={joint} />;
    case 'event':
      return <EventRow node={node} path={path} joint={joint} />;
    case 'segment':
      return <SegmentRow node={node} path={path} joint={joint} />;
    case 'everyone':
      return <EveryoneRow node={node} path={path} joint={joint} />;
  }
}

/** A group inside another. */
const GroupRow = memo(function GroupRow({
  group,
  path,
  joint,
}: GroupProps & { readonly joint: Match | null }): ReactNode {
  const { describe } = useBuilder();
  const { from } = useDragContext();
  const name = describe(group);
  return (
    <li
      className={classes.group}
      data-path={path}
      data-match={group.match}
      data-dragged={from === path || undefined}
      aria-label={name}
    >
      {joint !== null && <span className={classes.joint}>{JOINTS[joint]}</span>}
      <div className={classes.groupHead}>
        <DragHandle path={path} name={name} />
        <MatchSelect group={group} path={path} />
        <CountBar node={group} />
        <RowMenu path={path} name={name} />
      </div>
      <GroupContents group={group} path={path} />
    </li>
  );
});

function AddGroup({ path }: { readonly path: string }): ReactNode {
  const { edit } = useBuilder();
  const add = (): void =>
    edit({
      change: (rule) => insertNode(rule, endOf(rule, path), { match: 'any', conditions: [] }),
      label: 'add group',
      focus: 'add',
      said: () => 'Group added.',
    });
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<IconFolderPlus size={16} />}
      onClick={add}
    >
      Add group
    </Button>
  );
}
