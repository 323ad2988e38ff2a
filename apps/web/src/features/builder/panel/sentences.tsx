import { Text } from '@mantine/core';
import { MATCH_LABELS, explainRule, type CheckedRule } from '@satsuma/segment-engine';
import { useMemo, type ReactNode } from 'react';
import { Card } from '../../../ui/card.tsx';
import { useBuilder } from '../builder-context.ts';
import classes from './panel.module.css';

/** The rule in words, as everybody will read it later. `rule` is null while it is unfinished. */
export function Sentences({ rule }: { readonly rule: CheckedRule | null }): ReactNode {
  const { catalog, timeZone } = useBuilder();
  const sentences = useMemo(
    () => (rule === null ? [] : explainRule(rule, catalog.engine, { timeZone })),
    [rule, catalog, timeZone],
  );
  return (
    <Card title="In words">
      {rule === null ? (
        <Text c="dimmed">The finished rule is said here in plain words.</Text>
      ) : (
        <>
          {rule.conditions.length > 1 || rule.match === 'none' ? (
            <Text size="sm" c="dimmed" mb={4}>
              {MATCH_LABELS[rule.match]}:
            </Text>
          ) : null}
          <ul className={classes.sentences}>
            {sentences.map(({ path, depth, text }) => (
              <li key={path} style={{ marginInlineStart: `${(depth - 1) * 1}rem` }}>
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
