export { startTestApi, type TestApi, type TestRequest, type TestWorkspace } from './test-api.ts';
export { TestClock } from './test-clock.ts';
