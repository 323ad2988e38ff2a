export { trackEvents, type TrackOutcome } from './track-events.ts';
