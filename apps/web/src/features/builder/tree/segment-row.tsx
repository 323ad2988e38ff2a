import type { DraftSegmentCondition, EveryoneCondition } from '@satsuma/segment-engine';
import { IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import { formatPeople } from '../../../lib/format.ts';
import { useBuilder } from '../builder-context.ts';
import { useProblems } from '../marks.ts';
import { changeNode } from '../draft/edits.ts';
import { WordSelect, type Choice } from '../operands/word-select.tsx';
import { Picker } from '../pickers/picker.tsx';
import { useMeetSegment, useSegmentSearch } from '../pickers/segment-search.ts';
import { SubjectButton } from '../pickers/subject-picker.tsx';
import { RowFrame, type RowProps } from './row-frame.tsx';
import classes from './tree.module.css';

const OPERATORS: readonly Choice<'member' | 'not_member'>[] = [
  { value: 'member', label: 'is in the segment' },
  { value: 'not_member', label: 'is not in the segment' },
];

/** A condition on another segment: its rule here and now. */
export const SegmentRow = memo(function SegmentRow({
  node,
  path,
  joint,
}: RowProps<DraftSegmentCondition>): ReactNode {
  const { catalog, edit } = useBuilder();
  const problems = useProblems(node);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const { found, loading } = useSegmentSearch(typed, open);
  const meet = useMeetSegment();
  const name = node.segment === undefined ? undefined : catalog.engine.segments.get(node.segment)?.name;
  const items = found.map((segment) => ({
    key: String(segment.id),
    label: segment.name,
    detail: formatPeople(segment.size),
    icon: <IconUsersGroup size={16} />,
  }));
  return (
    <RowFrame node={node} path={path} joint={joint} problems={problems}>
      <WordSelect
        label="Segment: in it or not"
        value={node.operator}
        choices={OPERATORS}
        onChange={(operator) => edit(changeNode(path, { ...node, operator }))}
      />
      <Picker
        label="Search segments"
        sections={open ? [{ label: 'Segments', items }] : []}
        typed={typed}
        onType={setTyped}
        onOpen={setOpen}
        loading={loading}
        onPick={(id) => {
          meet(Number(id));
          edit(changeNode(path, { ...node, segment: Number(id) }));
        }}
        target={(toggle, expanded) => (
          <SubjectButton
            kind="Segment"
            shown={name ?? (node.segment === undefined ? 'choose segment' : `segment ${node.segment}`)}
            empty={name === undefined}
            icon={<IconUsersGroup size={16} />}
            expanded={expanded}
            onClick={toggle}
          />
        )}
      />
    </RowFrame>
  );
});

/** Everybody, said in so many words. */
export const EveryoneRow = memo(function EveryoneRow({
  node,
  path,
  joint,
}: RowProps<EveryoneCondition>): ReactNode {
  const problems = useProblems(node);
  return (
    <RowFrame node={node} path={path} joint={joint} problems={problems}>
      <span className={classes.everyone}>
        <IconUsers size={16} aria-hidden="true" />
        Everyone
      </span>
    </RowFrame>
  );
});
