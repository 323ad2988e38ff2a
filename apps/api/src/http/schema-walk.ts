import { z } from 'zod';

/** Looks through optional, default and the like at what a schema takes. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema as z.ZodType;
  if ('innerType' in def) return bare(def.innerType as z.core.$ZodType);
  if (def.type === 'pipe') return bare((def as unknown as { in: z.core.$ZodType }).in);
  return schema;
}

/** Schemas that a value at one more step down may have; several below a union, none below what is not described. */
export function schemasBelow(schema: z.core.$ZodType, step: PropertyKey): readonly z.core.$ZodType[] {
  const here = bare(schema);
  if (here instanceof z.ZodUnion) return here.options.flatMap((option) => schemasBelow(option, step));
  if (here instanceof z.ZodArray) return [here.element];
  if (here instanceof z.ZodRecord) return [here.valueType];
  if (!(here instanceof z.ZodObject)) return [];
  const field = (here.shape as Record<PropertyKey, z.core.$ZodType>)[step];
  return field === undefined ? [] : [field];
}

/** Names of the fields of the object that a schema takes at a path. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let found: readonly z.core.$ZodType[] = [schema];
  for (const step of path) found = found.flatMap((each) => schemasBelow(each, step));
  return [...new Set(found.flatMap(fieldsOf))];
}

function fieldsOf(schema: z.core.$ZodType): readonly string[] {
  const here = bare(schema);
  if (here instanceof z.ZodUnion) return here.options.flatMap(fieldsOf);
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

/** Whether a schema says nothing about the value: then a service looks at it. */
export const isUndescribed = (schema: z.core.$ZodType): boolean => bare(schema) instanceof z.ZodUnknown;
