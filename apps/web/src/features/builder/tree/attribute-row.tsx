import type { DraftAttributeCondition } from '@satsuma/segment-engine';
import { memo, type ReactNode } from 'react';
import { useBuilder } from '../builder-context.ts';
import { useProblems } from '../marks.ts';
import { changeNode } from '../draft/edits.ts';
import { withAttribute } from '../draft/new-condition.ts';
import { withOperands, withOperator } from '../draft/operand-changes.ts';
import { OperandEditor, isWrong } from '../operands/operand-editor.tsx';
import { OperatorSelect } from '../operands/operator-select.tsx';
import { typeIcon } from '../pickers/search-items.tsx';
import { SubjectPicker } from '../pickers/subject-picker.tsx';
import { PropertyGroupView } from './property-group-view.tsx';
import { RowFrame, type RowProps } from './row-frame.tsx';

/** A condition on something known about people. */
export const AttributeRow = memo(function AttributeRow({
  node,
  path,
  joint,
}: RowProps<DraftAttributeCondition>): ReactNode {
  const { catalog, edit } = useBuilder();
  const problems = useProblems(node);
  const attribute = catalog.attributes.get(node.attribute ?? '');
  const subject = attribute?.label ?? node.attribute ?? 'Attribute';
  const pick = (name: string): void => {
    const next = catalog.attributes.get(name);
    if (next !== undefined) edit(changeNode(path, withAttribute(node, next, attribute?.type)));
  };
  return (
    <RowFrame
      node={node}
      path={path}
      joint={joint}
      problems={problems}
      type={attribute?.type}
      below={
        node.where !== undefined && (
          <PropertyGroupView
            group={node.where}
            path={`${path}/where`}
            label="The item"
            scope={{
              kind: 'Field',
              subjects: new Map(
                (attribute?.fields ?? []).map((field) => [
                  field.name,
                  { ...field, label: field.name, description: '', synonyms: [], sensitive: false },
                ]),
              ),
              sourceOf: () => null,
            }}
          />
        )
      }
    >
      <SubjectPicker
        kind="Attribute"
        entries={catalog.attributes.values()}
        value={node.attribute}
        label={attribute?.label}
        icon={({ type }) => typeIcon(type)}
        shownIcon={typeIcon(attribute?.type ?? 'text')}
        onPick={pick}
      />
      {attribute !== undefined && (
        <>
          <OperatorSelect
            subject={subject}
            type={attribute.type}
            value={node.operator}
            invalid={isWrong(problems, 'operator')}
            onChange={(operator) => edit(changeNode(path, withOperator(node, attribute.type, operator)))}
          />
          <OperandEditor
            subject={subject}
            type={attribute.type}
            condition={node}
            source={attribute.sensitive ? null : { kind: 'attribute', name: attribute.name }}
            problems={problems}
            onChange={(changes) =>
              edit(changeNode(path, withOperands(node, changes), Object.keys(changes).join()))
            }
          />
        </>
      )}
    </RowFrame>
  );
});
