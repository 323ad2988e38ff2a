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
  const exists = existsSync(path);
  if (!exists) process.stdout.write(`Tests with ${name} are skipped: there is no file ${path}\n`);
  return { ...wanted, path, exists };
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
