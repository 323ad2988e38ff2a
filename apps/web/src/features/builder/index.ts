export { SegmentCreatePage } from './segment-create-page.tsx';
export { SegmentEditPage } from './segment-edit-page.tsx';
