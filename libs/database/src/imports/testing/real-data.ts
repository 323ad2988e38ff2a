import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NewImport } from '../upload.repository.ts';

/** A file of real data that lies beside the project, and how it is imported. */
export interface RealFile extends NewImport {
  readonly path: string;
  /** False where the data does not lie beside the project. */
  readonly exists: boolean;
}

function realFile(name: string, wanted: NewImport): RealFile {
  const path = fileURLToPath(new URL(`../../../../../../shared/data/${name}`, import.meta.url));
  return { ...wanted, path, exists: existsSync(path) };
}

/** Says which tests are skipped because a file does not lie beside the project. */
export function announceMissing(...files: readonly RealFile[]): void {
  for (const { path, exists } of files) {
    if (!exists) process.stdout.write(`Tests with real data are skipped: there is no file ${path}\n`);
  }
}

/** Purchases at an online music shop, a row each; equal rows are separate purchases. */
export const CDNOW = realFile('cdnow/events.csv', {
  kind: 'events',
  fileName: 'events.csv',
  mapping: {
    event: 'purchase',
    columns: {
      customer_id: { to: 'externalId' },
      purchased_on: { to: 'occurredAt' },
      quantity: { to: 'property', type: 'integer' },
      amount: { to: 'property', type: 'decimal' },
    },
  },
});

const TELCO_COLUMNS =
  'gender Partner Dependents PhoneService MultipleLines InternetService OnlineSecurity OnlineBackup DeviceProtection TechSupport StreamingTV StreamingMovies Contract PaperlessBilling PaymentMethod Churn';

/** Customers of a telephone company; some `TotalCharges` are blank. */
export const TELCO = realFile('telco/customers.csv', {
  kind: 'persons',
  fileName: 'customers.csv',
  mapping: {
    columns: {
      customerID: { to: 'externalId' },
      SeniorCitizen: { to: 'attribute', type: 'integer' },
      tenure: { to: 'attribute', type: 'integer' },
      MonthlyCharges: { to: 'attribute', type: 'decimal' },
      TotalCharges: { to: 'attribute', type: 'decimal' },
      ...Object.fromEntries(TELCO_COLUMNS.split(' ').map((name) => [name, { to: 'attribute' } as const])),
    },
  },
});
