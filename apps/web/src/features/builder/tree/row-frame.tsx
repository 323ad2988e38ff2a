import type { AnyDraftNode, Match, ValueType } from '@satsuma/segment-engine';
import { IconGripVertical } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { useStrict } from '../marks.ts';
import { worstTone, type Problem } from '../problems/problems.ts';
import { CountBar } from './count-bar.tsx';
import { useDragContext } from './drag-context.ts';
import { ProblemList } from './problem-list.tsx';
import { RowMenu } from './row-menu.tsx';
import classes from './tree.module.css';

export interface RowProps<N extends AnyDraftNode> {
  readonly node: N;
  readonly path: string;
  /** Between this row and the one before it; null for the first. */
  readonly joint: Match | null;
}

interface RowFrameProps {
  readonly node: AnyDraftNode;
  readonly path: string;
  readonly joint: Match | null;
  readonly problems: readonly Problem[];
  readonly type?: ValueType | undefined;
  readonly counted?: boolean;
  /** The fields of the condition. */
  readonly children: ReactNode;
  /** Groups of properties below the fields. */
  readonly below?: ReactNode;
}

export const JOINTS: Readonly<Record<Match, string>> = { all: 'and', any: 'or', none: 'nor' };

/** Frame of a condition: handle, fields, count, menu, and what is wrong with it. */
export function RowFrame(props: RowFrameProps): ReactNode {
  const { node, path, joint, problems, type, counted = true, children, below } = props;
  const { describe } = useBuilder();
  const strict = useStrict();
  const { from } = useDragContext();
  const name = describe(node);
  const tone = worstTone(problems);
  const problemsId = `problems${path.replaceAll('/', '-')}`;
  return (
    <li
      className={classes.row}
      data-path={path}
      data-dragged={from === path || undefined}
      data-tone={tone === 'todo' && strict ? 'error' : tone}
      aria-label={name}
      aria-describedby={problems.length > 0 ? problemsId : undefined}
    >
      {joint !== null && <span className={classes.joint}>{JOINTS[joint]}</span>}
      <div className={classes.line}>
        <DragHandle path={path} name={name} />
        <div className={classes.sentence} data-operands>
          {children}
        </div>
        {counted && <CountBar node={node} />}
        <RowMenu path={path} name={name} />
        {problems.length > 0 && <ProblemList id={problemsId} path={path} problems={problems} type={type} />}
      </div>
      {below}
    </li>
  );
}

interface DragHandleProps {
  readonly path: string;
  readonly name: string;
}

/** Moves a node: by pointer when dragged, by the arrow keys with Alt held down. */
export function DragHandle({ path, name }: DragHandleProps): ReactNode {
  const { start } = useDragContext();
  return (
    <button
      type="button"
      className={classes.handle}
      data-handle
      aria-label={`Move ${name}`}
      aria-describedby="builder-keys"
      title="Drag, or press Alt with an arrow key"
      onPointerDown={(event) => start(event, path)}
    >
      <IconGripVertical size={16} aria-hidden="true" />
    </button>
  );
}
