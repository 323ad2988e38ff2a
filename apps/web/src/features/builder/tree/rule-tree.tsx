import { Text, VisuallyHidden } from '@mantine/core';
import { moveNode, type DraftRule } from '@satsuma/segment-engine';
import { memo, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useBuilder, type Builder } from '../builder-context.ts';
import { commandFor, positionOf } from '../commands/commands.ts';
import type { Focus } from '../draft/draft.ts';
import { AddCondition } from '../pickers/add-condition.tsx';
import { DragContext } from './drag-context.ts';
import { GroupContents, MatchSelect } from './group-view.tsx';
import classes from './tree.module.css';
import { useDrag } from './use-drag.ts';
import { useFocusAfterEdit } from './use-focus.ts';

interface RuleTreeProps {
  readonly rule: DraftRule;
  readonly focus: Focus | null;
  readonly said: string;
}

/** The rule as rows that can be filled in, added to and moved. */
export const RuleTree = memo(function RuleTree({ rule, focus, said }: RuleTreeProps): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  const { edit, run } = useBuilder();
  const follow = useFocusAfterEdit(root, rule, focus);
  const { start, dragging } = useDrag(root, (from, to) =>
    edit({
      change: (latest) => moveNode(latest, from, to),
      label: 'move',
      focus: 'handle',
      said: (moved) => `Moved. Now ${positionOf(moved.rule, moved.path)}.`,
    }),
  );
  const drop = dragging?.drop ?? null;
  const from = dragging?.from ?? null;
  const drag = useMemo(() => ({ start, from }), [start, from]);
  return (
    <DragContext value={drag}>
      <div
        ref={root}
        className={classes.tree}
        data-path=""
        data-dragging={dragging !== null || undefined}
        onKeyDownCapture={(event) => runCommand(event, run)}
        {...follow}
      >
        {rule.conditions.length === 0 ? (
          <EmptyRule />
        ) : (
          <div className={classes.rootHead}>
            <span>People who match</span>
            <MatchSelect group={rule} path="" />
          </div>
        )}
        <GroupContents group={rule} path="" />
        {drop !== null && (
          <div className={classes.drop} style={{ top: drop.top, left: drop.left, width: drop.width }} />
        )}
      </div>
      <VisuallyHidden id="builder-keys">
        Alt with arrow up or down moves, Alt with arrow right or left moves into or out of a group, Control D
        duplicates, Alt Backspace deletes.
      </VisuallyHidden>
      <VisuallyHidden role="status" aria-live="polite">
        {said}
      </VisuallyHidden>
    </DragContext>
  );
});

/** The command whose keys were pressed, on the innermost node that has the focus. */
function runCommand(event: KeyboardEvent<HTMLElement>, run: Builder['run']): void {
  const target = event.target as HTMLElement;
  const command = commandFor(event.nativeEvent);
  const path = target.closest<HTMLElement>('[data-path]')?.dataset['path'];
  if (command === undefined || path === undefined || !event.currentTarget.contains(target)) return;
  event.preventDefault();
  event.stopPropagation();
  run(command, path);
}

function EmptyRule(): ReactNode {
  return (
    <div className={classes.empty}>
      <Text fw={600}>Who belongs in this segment?</Text>
      <Text c="dimmed" size="sm" maw="28rem">
        Start with something known about people, such as their city, or something they did, such as a purchase
        in the last 30 days.
      </Text>
      <AddCondition path="" prominent />
    </div>
  );
}
