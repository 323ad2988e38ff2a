export { startTestApi, type TestApi, type TestWorkspace } from './test-api.ts';
export { TestClock } from './test-clock.ts';
