export { ask, type Seen } from './ask.ts';
export { contentsOf, exampleRequest, makeThings, pathOf, type Things } from './endpoint-calls.ts';
export { startTestApi, type TestApi, type TestRequest, type TestWorkspace } from './test-api.ts';
export { TestClock } from './test-clock.ts';
