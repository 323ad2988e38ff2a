export * from './test-database.ts';
export * from './test-owner.ts';
export { CDNOW, TELCO, announceMissing, type RealFile } from '../imports/testing/real-data.ts';
export { uploadFile } from '../imports/testing/upload-file.ts';
