import { Button, Text } from '@mantine/core';
import type { Segment } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { formatPeople } from '../../../lib/format.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { BuilderContext } from '../builder-context.ts';
import { MarksContext } from '../marks.ts';
import type { BuilderCatalog } from '../catalog/build-catalog.ts';
import { PeoplePanel } from '../panel/people-panel.tsx';
import { Sentences } from '../panel/sentences.tsx';
import { LeaveDialog } from '../save/leave-dialog.tsx';
import { InUseNote, RefusalNotice } from '../save/refusal-notice.tsx';
import { RuleTree } from '../tree/rule-tree.tsx';
import classes from './editor.module.css';
import { NameFields } from './name-fields.tsx';
import { UndoButtons } from './undo-buttons.tsx';
import { useSegmentForm, type SegmentForm } from './use-segment-form.ts';

interface SegmentEditorProps {
  /** The segment that is changed; null for a new one. */
  readonly saved: Segment | null;
  readonly catalog: BuilderCatalog;
  /** Throws away what was typed and loads the segment again. */
  readonly onReload: () => void;
}

/** The form of a segment: its name, its rule and, beside it, who matches. */
export function SegmentEditor({ saved, catalog, onReload }: SegmentEditorProps): ReactNode {
  const form = useSegmentForm(saved, catalog);
  const { draft, dispatch, builder, marks, check, preview } = form.state;
  const isEmpty = draft.rule.conditions.length === 0;
  return (
    <BuilderContext value={builder}>
      <MarksContext value={marks}>
        <Page
          title={saved === null ? 'New segment' : `Edit ${saved.name}`}
          actions={<Actions form={form} saved={saved} />}
        >
          {form.refused !== null && (
            <RefusalNotice
              refused={form.refused}
              busy={form.saving}
              onCopy={() => form.save('copy')}
              onOverwrite={() => form.save('overwrite')}
              onReload={onReload}
            />
          )}
          {form.refused === null && saved !== null && saved.usedByJourneys > 0 && (
            <InUseNote journeys={saved.usedByJourneys} />
          )}
          <div className={classes.columns}>
            <div className={classes.main}>
              <NameFields form={form} />
              <Card title="Rule" actions={<UndoButtons draft={draft} dispatch={dispatch} />}>
                <RuleTree rule={draft.rule} focus={draft.focus} said={draft.said} />
              </Card>
            </div>
            <div className={classes.side}>
              <PeoplePanel preview={preview} open={check.ok ? 0 : check.issues.length} isEmpty={isEmpty} />
              <Sentences rule={check.ok ? check.rule : null} />
            </div>
          </div>
          <div className={classes.dock}>
            <Text fw={600} className="tabular" aria-hidden="true">
              {preview.total === undefined || isEmpty ? '' : formatPeople(preview.total.count)}
            </Text>
            <SaveButton form={form} saved={saved} />
          </div>
        </Page>
        <LeaveDialog guard={form.guard} />
      </MarksContext>
    </BuilderContext>
  );
}

interface ActionsProps {
  readonly form: SegmentForm;
  readonly saved: Segment | null;
}

function Actions({ form, saved }: ActionsProps): ReactNode {
  if (saved === null) {
    return (
      <div className={classes.actions}>
        <ButtonLink to="/segments" search={{}} variant="default">
          Cancel
        </ButtonLink>
        <SaveButton form={form} saved={saved} />
      </div>
    );
  }
  return (
    <div className={classes.actions}>
      <ButtonLink to="/segments/$id" params={{ id: String(saved.id) }} search={{}} variant="default">
        Cancel
      </ButtonLink>
      <Button variant="default" disabled={form.saving} onClick={() => form.save('copy')}>
        Save as a copy
      </Button>
      <SaveButton form={form} saved={saved} />
    </div>
  );
}

const SaveButton = ({ form, saved }: ActionsProps): ReactNode => (
  <Button className={classes.save} loading={form.saving} onClick={() => form.save('save')}>
    {saved === null ? 'Create segment' : 'Save changes'}
  </Button>
);
