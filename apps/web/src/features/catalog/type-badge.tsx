import { Badge } from '@mantine/core';
import type { ValueType } from '@satsuma/contracts';
import type { ReactNode } from 'react';
import { TYPE_LABELS } from '../../lib/value-types.ts';

export const TypeBadge = ({ type }: { readonly type: ValueType }): ReactNode => (
  <Badge color="gray">{TYPE_LABELS[type]}</Badge>
);
