import {
  isDraftGroup,
  setMatch,
  type DraftPropertyGroup,
  type DraftPropertyNode,
  type Match,
} from '@satsuma/segment-engine';
import type { ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { useProblems } from '../marks.ts';
import { WordSelect, type Choice } from '../operands/word-select.tsx';
import { AddProperty } from '../pickers/add-property.tsx';
import { ProblemList } from './problem-list.tsx';
import { PropertyRow } from './property-row.tsx';
import type { PropertyScope } from './property-scope.ts';
import { DragHandle, JOINTS } from './row-frame.tsx';
import { RowMenu } from './row-menu.tsx';
import classes from './tree.module.css';
import { useStableKeys } from './use-stable-keys.ts';

interface PropertyGroupViewProps {
  /** Undefined while nothing is asked of the properties. */
  readonly group: DraftPropertyGroup | undefined;
  readonly path: string;
  readonly label: string;
  readonly scope: PropertyScope;
}

const MATCHES: readonly Choice<Match>[] = [
  { value: 'all', label: 'all of these hold' },
  { value: 'any', label: 'any of these holds' },
  { value: 'none', label: 'none of these holds' },
];

/** What the properties of an event, or the fields of an item, must be like. */
export function PropertyGroupView({ group, path, label, scope }: PropertyGroupViewProps): ReactNode {
  if (group === undefined) {
    return (
      <div className={classes.noFilter}>
        <AddProperty
          path={path}
          label={label === 'Only events where' ? 'Filter by property' : label}
          scope={scope}
        />
      </div>
    );
  }
  return (
    <div className={classes.filters} data-path={path} role="group" aria-label={label}>
      <div className={classes.filterHead}>
        <span>{label}</span>
        {(group.conditions.length > 1 || group.match !== 'all') && (
          <MatchSelect group={group} path={path} label={label} />
        )}
      </div>
      <Contents group={group} path={path} scope={scope} />
    </div>
  );
}

interface ContentsProps {
  readonly group: DraftPropertyGroup;
  readonly path: string;
  readonly scope: PropertyScope;
}

function Contents({ group, path, scope }: ContentsProps): ReactNode {
  const problems = useProblems(group);
  const keys = useStableKeys(group.conditions);
  return (
    <>
      <ul className={classes.list} data-list>
        {group.conditions.map((node, index) => (
          <PropertyNode
            key={keys[index]}
            node={node}
            path={`${path}/conditions/${index}`}
            joint={index === 0 ? null : group.match}
            scope={scope}
          />
        ))}
      </ul>
      <ProblemList id={`problems${path.replaceAll('/', '-')}`} path={path} problems={problems} />
      <div className={classes.add}>
        <AddProperty path={path} label="Add filter" scope={scope} />
      </div>
    </>
  );
}

interface PropertyNodeProps {
  readonly node: DraftPropertyNode;
  readonly path: string;
  readonly joint: Match | null;
  readonly scope: PropertyScope;
}

function PropertyNode(props: PropertyNodeProps): ReactNode {
  const { node, path, joint, scope } = props;
  const { describe } = useBuilder();
  if (!isDraftGroup(node)) return <PropertyRow {...props} node={node} />;
  const name = describe(node);
  return (
    <li className={classes.group} data-path={path} aria-label={name}>
      {joint !== null && <span className={classes.joint}>{JOINTS[joint]}</span>}
      <div className={classes.groupHead}>
        <DragHandle path={path} name={name} />
        <MatchSelect group={node} path={path} label="Group" />
        <RowMenu path={path} name={name} />
      </div>
      <Contents group={node} path={path} scope={scope} />
    </li>
  );
}

interface MatchSelectProps {
  readonly group: DraftPropertyGroup;
  readonly path: string;
  readonly label: string;
}

function MatchSelect({ group, path, label }: MatchSelectProps): ReactNode {
  const { edit } = useBuilder();
  return (
    <WordSelect
      label={`${label}: how they go together`}
      value={group.match}
      choices={MATCHES}
      onChange={(match) => edit({ change: (rule) => setMatch(rule, path, match), label: 'change group' })}
    />
  );
}
