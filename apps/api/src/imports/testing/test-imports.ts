import type { Import, ImportMapping } from '@satsuma/contracts';
import { runImport, type RunOutcome } from '@satsuma/database';
import type { TestApi, TestWorkspace } from '../../testing/index.ts';

/** People by external id, with an age. */
export const PEOPLE: ImportMapping = {
  columns: { id: { to: 'externalId' }, age: { to: 'attribute', type: 'integer' } },
};

export interface TestUpload {
  readonly kind?: string;
  /** Text is sent as it is. */
  readonly mapping?: unknown;
  readonly content?: string | Uint8Array<ArrayBuffer>;
  readonly fileName?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the first workspace, with scope admin, when absent. */
  readonly key?: string;
}

/** The form of an import; of one person where nothing else is said. */
export function formOf({
  kind = 'persons',
  mapping = PEOPLE,
  content = 'id,age\n1,5\n',
  fileName = 'p.csv',
}: TestUpload): FormData {
  const form = new FormData();
  form.set('kind', kind);
  form.set('mapping', typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
  form.set('file', new Blob([content]), fileName);
  return form;
}

export const postForm = (
  api: TestApi,
  form: FormData,
  { key, headers = {} }: Pick<TestUpload, 'key' | 'headers'> = {},
): Promise<Response> =>
  api.request('/v1/imports', {
    method: 'POST',
    body: form,
    headers,
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  });

/** Uploads a file. Throws when it is not accepted. */
export async function upload(api: TestApi, wanted: TestUpload = {}): Promise<Import> {
  const response = await postForm(api, formOf(wanted), wanted);
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Import;
}

/** Runs an import as the worker does. */
export const run = (api: TestApi, workspace: TestWorkspace, { id }: Import): Promise<RunOutcome> =>
  runImport(api.database.db, workspace.id, id, { now: () => api.clock.now() });
