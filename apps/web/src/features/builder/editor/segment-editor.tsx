import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { REQUEST_LIMITS, type Segment } from '@satsuma/contracts';
import { nodePathOf, type DraftRule } from '@satsuma/segment-engine';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { useTimeZone } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { BuilderContext, MarksContext } from '../builder-context.ts';
import type { BuilderCatalog } from '../catalog/build-catalog.ts';
import type { Draft, DraftAction } from '../draft/draft.ts';
import { PeoplePanel } from '../panel/people-panel.tsx';
import { Sentences } from '../panel/sentences.tsx';
import type { Findings } from '../problems/problems.ts';
import { LeaveDialog } from '../save/leave-dialog.tsx';
import { RefusalNotice } from '../save/refusal-notice.tsx';
import { refusalOf, type Content, type Refused } from '../save/save-segment.ts';
import { useLeaveGuard } from '../save/use-leave-guard.ts';
import { RuleTree } from '../tree/rule-tree.tsx';
import classes from './editor.module.css';
import { NameFields } from './name-fields.tsx';
import { useBuilderState } from './use-builder.ts';
import { useSaving } from './use-saving.ts';
import { useShortcuts } from './use-shortcuts.ts';

interface SegmentEditorProps {
  /** The segment that is changed; null for a new one. */
  readonly saved: Segment | null;
  readonly catalog: BuilderCatalog;
  /** Throws away what was typed and loads the segment again. */
  readonly onReload: () => void;
}

const EMPTY: DraftRule = { match: 'all', conditions: [] };

/** The form of a segment: its name, its rule and, beside it, who matches. */
export function SegmentEditor({ saved, catalog, onReload }: SegmentEditorProps): ReactNode {
  const timeZone = useTimeZone();
  const [name, setName] = useState(saved?.name ?? '');
  const [description, setDescription] = useState(saved?.description ?? '');
  const [strict, setStrict] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const saving = useSaving(saved);
  const refused = saving.error === null || saving.pending ? null : refusalOf(saving.error);
  const refusedRule = useMemo(
    () => findingsOf(refused, saving.tried),
    [saving.error, saving.tried, saving.pending],
  );
  const start = saved?.rule ?? EMPTY;
  const self = saved?.id ?? null;
  const state = useBuilderState({ start, catalog, timeZone, self, refused: refusedRule, strict });
  const { draft, dispatch, builder, marks, check, preview } = state;
  const { rule } = draft;
  const isChanged =
    name !== (saved?.name ?? '') ||
    description !== (saved?.description ?? '') ||
    JSON.stringify(rule) !== JSON.stringify(start);
  const guard = useLeaveGuard(() => isChanged && !saving.isDone());
  const content: Content = { name, description, rule };
  const nameProblem = nameProblemOf(content, strict, refused, saving.tried);
  const isEmpty = rule.conditions.length === 0;

  const save = (how: 'save' | 'overwrite' | 'copy'): void => {
    setStrict(true);
    if (tooLong(name.trim(), REQUEST_LIMITS.segmentName) || tooLong(description, REQUEST_LIMITS.description))
      return;
    if (name.trim() === '') return nameField.current?.focus();
    const [issue] = check.ok ? [] : check.issues;
    if (issue === undefined) return saving.save(content, how);
    const path = nodePathOf(issue.path);
    const isGroup = issue.path.endsWith('/conditions');
    const said = 'Not saved: the rule is not finished.';
    dispatch({ type: 'show', focus: { path, part: isGroup ? 'add' : 'operand' }, said });
  };
  useShortcuts({
    undo: () => dispatch({ type: 'undo' }),
    redo: () => dispatch({ type: 'redo' }),
    save: () => save('save'),
  });

  const cancel =
    saved === null ? (
      <ButtonLink to="/segments" search={{}} variant="default">
        Cancel
      </ButtonLink>
    ) : (
      <ButtonLink to="/segments/$id" params={{ id: String(saved.id) }} search={{}} variant="default">
        Cancel
      </ButtonLink>
    );
  const saveButton = (
    <Button loading={saving.pending} onClick={() => save('save')}>
      {saved === null ? 'Create segment' : 'Save changes'}
    </Button>
  );
  return (
    <BuilderContext value={builder}>
      <MarksContext value={marks}>
        <Page
          title={saved === null ? 'New segment' : `Edit ${saved.name}`}
          actions={
            <div className={classes.actions}>
              {cancel}
              {saved !== null && (
                <Button variant="default" disabled={saving.pending} onClick={() => save('copy')}>
                  Save as a copy
                </Button>
              )}
              {saveButton}
            </div>
          }
        >
          {refused !== null && (
            <RefusalNotice
              refused={refused}
              busy={saving.pending}
              onCopy={() => save('copy')}
              onOverwrite={() => save('overwrite')}
              onReload={onReload}
            />
          )}
          <div className={classes.columns}>
            <div className={classes.main}>
              <NameFields
                name={name}
                description={description}
                problem={nameProblem}
                fieldRef={nameField}
                onName={setName}
                onDescription={setDescription}
              />
              <Card title="Rule" actions={<UndoButtons draft={draft} dispatch={dispatch} />}>
                <RuleTree rule={rule} focus={draft.focus} said={draft.said} />
              </Card>
            </div>
            <aside className={classes.side} aria-label="Who matches">
              <PeoplePanel preview={preview} open={check.ok ? 0 : check.issues.length} isEmpty={isEmpty} />
              <Sentences rule={check.ok ? check.rule : null} />
            </aside>
          </div>
          <div className={classes.dock}>
            <Text fw={600} className="tabular" aria-hidden="true">
              {preview.total === undefined || isEmpty ? '' : `${formatCount(preview.total.count)} people`}
            </Text>
            {saveButton}
          </div>
        </Page>
        <LeaveDialog guard={guard} />
      </MarksContext>
    </BuilderContext>
  );
}

const tooLong = (text: string, most: number): boolean => [...text].length > most;

const findingsOf = (refused: Refused | null, tried: Content | undefined): Findings | null =>
  refused?.kind === 'rule' && tried !== undefined
    ? { rule: tried.rule, issues: refused.error.problem.issues ?? [], warnings: [] }
    : null;

function nameProblemOf(
  { name }: Content,
  strict: boolean,
  refused: Refused | null,
  tried: Content | undefined,
): string | null {
  if (refused?.kind === 'name' && tried?.name === name) return refused.message;
  return strict && name.trim() === '' ? 'Give the segment a name.' : null;
}

interface UndoButtonsProps {
  readonly draft: Draft;
  readonly dispatch: (action: DraftAction) => void;
}

function UndoButtons({ draft, dispatch }: UndoButtonsProps): ReactNode {
  const undone = draft.past.at(-1)?.label;
  const redone = draft.future[0]?.label;
  return (
    <Group gap={4}>
      <ActionIcon
        aria-label={undone === undefined ? 'Undo' : `Undo: ${undone}`}
        title="Undo (Ctrl Z)"
        disabled={undone === undefined}
        onClick={() => dispatch({ type: 'undo' })}
      >
        <IconArrowBackUp size={18} />
      </ActionIcon>
      <ActionIcon
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
