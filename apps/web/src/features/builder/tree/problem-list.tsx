import { Button, VisuallyHidden } from '@mantine/core';
import type { ValueType } from '@satsuma/segment-engine';
import { IconAlertTriangle, IconCircleDashed, IconExclamationCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { useStrict } from '../marks.ts';
import type { Problem, Tone } from '../problems/problems.ts';
import { usableSuggestions } from '../problems/suggestions.ts';
import classes from './tree.module.css';

interface ProblemListProps {
  readonly id: string;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly type?: ValueType | undefined;
}

const ICONS: Readonly<Record<Tone, ReactNode>> = {
  todo: <IconCircleDashed size={15} />,
  error: <IconExclamationCircle size={15} />,
  warning: <IconAlertTriangle size={15} />,
};

const SPOKEN: Readonly<Record<Tone, string>> = { todo: 'To do: ', error: 'Problem: ', warning: 'Note: ' };

/** What is wrong with a node, or probably not meant, with one press to put it right where that is known. */
export function ProblemList({ id, path, problems, type }: ProblemListProps): ReactNode {
  const { suggest } = useBuilder();
  const strict = useStrict();
  if (problems.length === 0) return null;
  return (
    <ul id={id} className={classes.problems}>
      {problems.map((problem) => {
        const tone = problem.tone === 'todo' && strict ? 'error' : problem.tone;
        return (
          <li key={`${problem.code} ${problem.at}`} className={classes.problem} data-tone={tone}>
            <span aria-hidden="true">{ICONS[tone]}</span>
            <span>
              <VisuallyHidden>{SPOKEN[tone]}</VisuallyHidden>
              {problem.message}{' '}
              {usableSuggestions(problem).map((suggestion) => (
                <Button
                  key={suggestion}
                  variant="default"
                  size="compact-xs"
                  className={classes.suggestion}
                  onClick={() => suggest(path, problem, suggestion, type)}
                >
                  Use “{suggestion}”
                </Button>
              ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
