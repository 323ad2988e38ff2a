import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: it is random enough to need no salt. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
