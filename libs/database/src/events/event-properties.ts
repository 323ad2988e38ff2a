import {
  flattenAttributes,
  isName,
  kindOf,
  lacksOffset,
  nameMessage,
  parseValue,
  suggestName,
  unstorable,
  type Fact,
} from '@satsuma/segment-engine';
import { isProblem, type CatalogDraft, type DraftProperty } from '../catalog/catalog-draft.ts';
import { isObject, pointerTo, saysNothing, type ItemReport } from '../catalog/item-report.ts';

/** Properties as they are stored with an event. */
export interface StoredProperties {
  readonly facts: Record<string, Fact>;
  /** Spellings that differ, by key; under `$` by name what is kept for the timeline only. */
  readonly originals: Record<string, unknown> | null;
}

/** Where in `originals` lies what is kept for the timeline only. */
export const TIMELINE_ONLY = '$';

/** Reads the properties of an event. New names join the draft; whatever does not fit becomes an issue. */
export function readProperties(
  event: string,
  properties: Readonly<Record<string, unknown>>,
  draft: CatalogDraft,
  report: ItemReport,
): StoredProperties {
  const reader = new PropertyReader(event, draft, report);
  if (!Object.values(properties).some(isObject)) {
    for (const name in properties) {
      if (report.isFull) break;
      if (Object.hasOwn(properties, name)) reader.read(name, properties[name], pointerTo('', name));
    }
    return reader.stored();
  }
  const flat = flattenAttributes(properties);
  if (flat.ok) {
    for (const [name, { value, path }] of flat.values) {
      if (report.isFull) break;
      reader.read(name, value, path);
    }
  } else {
    const { code, path, message } = flat.problem;
    report.refuse(code, `/properties${path}`, `The property at ${path} ${message}.`);
  }
  return reader.stored();
}

class PropertyReader {
  private readonly event: string;
  private readonly draft: CatalogDraft;
  private readonly report: ItemReport;
  private readonly facts: Record<string, Fact> = {};
  private originals: Record<string, unknown> | null = null;
  private timelineOnly: Record<string, unknown> | null = null;

  constructor(event: string, draft: CatalogDraft, report: ItemReport) {
    this.event = event;
    this.draft = draft;
    this.report = report;
  }

  stored(): StoredProperties {
    const { facts, originals, timelineOnly } = this;
    return {
      facts,
      originals: timelineOnly === null ? originals : { ...originals, [TIMELINE_ONLY]: timelineOnly },
    };
  }

  read(name: string, raw: unknown, below: string): void {
    const property = this.draft.property(this.event, name) ?? this.add(name, raw, `/properties${below}`);
    if (property === null) return;
    const parsed = parseValue(property.type, raw);
    if (!parsed.ok) {
      const { code, path, message, suggestions } = parsed.problem;
      this.report.refuse(code, `/properties${below}${path}`, `${name} ${message}.`, suggestions);
      return;
    }
    if (parsed.missing) return;
    this.facts[property.key] = parsed.fact;
    if (parsed.original !== undefined) {
      this.originals ??= {};
      this.originals[property.key] = parsed.original;
    }
  }

  /** The property that an unknown name becomes; null when it becomes none, with an issue unless nothing was to be catalogued. */
  private add(name: string, raw: unknown, path: string): DraftProperty | null {
    const { draft, report } = this;
    if (!isName(name)) {
      const suggestion = suggestName(name);
      return report.refuse(
        'name.invalid',
        path,
        `${nameMessage(name)}.`,
        suggestion === null ? [] : [suggestion],
      );
    }
    const isMissing = saysNothing(raw);
    if (isMissing && !draft.base.strict) return null;
    const type = isMissing ? 'text' : draft.typeOf(name, raw);
    if (type === 'objects') return this.keepForTimeline(name, raw, path);
    if (type === null) {
      return report.refuse('value.type', path, `${name} has no type that ${kindOf(raw)} like this fits.`);
    }
    const added = draft.addProperty(this.event, name, type);
    if (isProblem(added)) return report.refuse(added.code, path, added.message, added.suggestions);
    if (type === 'text' && lacksOffset(raw)) {
      report.warn(
        'value.no_offset',
        path,
        `${name} has a date and time without an offset: it is kept as text.`,
      );
    }
    const other = draft.similar(`property of ${this.event}`, name);
    if (other !== null) {
      report.warn('name.similar', path, `${name} is new and differs from ${other} only in case.`);
    }
    return added;
  }

  private keepForTimeline(name: string, raw: unknown, path: string): null {
    const broken = brokenText(raw);
    if (broken !== null) return this.report.refuse('value.invalid', path, `${name} ${broken}.`);
    this.report.warn(
      'property.timeline_only',
      path,
      `${name} is a list of objects: it is shown in the timeline, and rules cannot ask for it.`,
    );
    this.timelineOnly ??= {};
    this.timelineOnly[name] = raw;
    return null;
  }
}

/** What is wrong with a text anywhere in a value; null when all can be kept. */
function brokenText(raw: unknown): string | null {
  if (typeof raw === 'string') return unstorable(raw);
  if (typeof raw !== 'object' || raw === null) return null;
  for (const [key, value] of Object.entries(raw)) {
    const broken = unstorable(key) ?? brokenText(value);
    if (broken !== null) return broken;
  }
  return null;
}
