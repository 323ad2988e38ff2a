import type { DraftPropertyCondition } from '@satsuma/segment-engine';
import type { ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { useProblems } from '../marks.ts';
import { changeNode } from '../draft/edits.ts';
import { FIRST_OPERATOR, operandsFor, withOperands, withOperator } from '../draft/operand-changes.ts';
import { OperandEditor, isWrong } from '../operands/operand-editor.tsx';
import { OperatorSelect } from '../operands/operator-select.tsx';
import { typeIcon } from '../pickers/search-items.tsx';
import { SubjectPicker } from '../pickers/subject-picker.tsx';
import type { PropertyScope } from './property-scope.ts';
import { RowFrame, type RowProps } from './row-frame.tsx';

interface PropertyRowProps extends RowProps<DraftPropertyCondition> {
  readonly scope: PropertyScope;
}

/** A condition on a property of an event or a field of an item. */
export function PropertyRow(props: PropertyRowProps): ReactNode {
  const { node, path, joint, scope } = props;
  const { edit } = useBuilder();
  const problems = useProblems(node);
  const property = scope.subjects.get(node.property ?? '');
  const subject = property?.label ?? node.property ?? scope.kind;
  const pick = (name: string): void => {
    const next = scope.subjects.get(name);
    if (next === undefined) return;
    const kept = next.type === property?.type ? node.operator : undefined;
    edit(changeNode(path, { property: name, ...operandsFor(next.type, kept ?? FIRST_OPERATOR[next.type]) }));
  };
  return (
    <RowFrame node={node} path={path} joint={joint} problems={problems} type={property?.type} counted={false}>
      <SubjectPicker
        kind={scope.kind}
        entries={scope.subjects.values()}
        value={node.property}
        label={property?.label}
        icon={({ type }) => typeIcon(type)}
        shownIcon={typeIcon(property?.type ?? 'text')}
        onPick={pick}
      />
      {property !== undefined && (
        <>
          <OperatorSelect
            subject={subject}
            type={property.type}
            value={node.operator}
            invalid={isWrong(problems, 'operator')}
            onChange={(operator) => edit(changeNode(path, withOperator(node, property.type, operator)))}
          />
          <OperandEditor
            subject={subject}
            type={property.type}
            condition={node}
            source={property.sensitive ? null : scope.sourceOf(property.name)}
            problems={problems}
            onChange={(changes) =>
              edit(changeNode(path, withOperands(node, changes), Object.keys(changes).join()))
            }
          />
        </>
      )}
    </RowFrame>
  );
}
