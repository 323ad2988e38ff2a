import { ActionIcon, Group } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Draft, DraftAction } from '../draft/draft.ts';
import classes from './editor.module.css';

interface UndoButtonsProps {
  readonly draft: Draft;
  readonly dispatch: (action: DraftAction) => void;
}

/** Steps back and forth through the rules that the draft was. */
export function UndoButtons({ draft, dispatch }: UndoButtonsProps): ReactNode {
  const undone = draft.past.at(-1)?.label;
  const redone = draft.future[0]?.label;
  return (
    <Group gap={4}>
      <ActionIcon
        className={classes.undo}
        aria-label={undone === undefined ? 'Undo' : `Undo: ${undone}`}
        title="Undo (Ctrl Z)"
        disabled={undone === undefined}
        onClick={() => dispatch({ type: 'undo' })}
      >
        <IconArrowBackUp size={18} />
      </ActionIcon>
      <ActionIcon
        className={classes.undo}
        aria-label={redone === undefined ? 'Redo' : `Redo: ${redone}`}
        title="Redo (Ctrl Shift Z)"
        disabled={redone === undefined}
        onClick={() => dispatch({ type: 'redo' })}
      >
        <IconArrowForwardUp size={18} />
      </ActionIcon>
    </Group>
  );
}
