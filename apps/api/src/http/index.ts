export { Caller } from './caller.ts';
export { readCursor, writeCursor } from './cursor.ts';
export { Handles } from './handles.ts';
export { idOf, notFound } from './ids.ts';
export { furtherProblems } from './issues.ts';
export { CallerOf, Input, type InputOf, type Upload } from './input.ts';
export { ProblemError, type ProblemMembers } from './problem-error.ts';
export { Reply, StreamReply, streamReply, withEtag, withStatus, type AnswerOf } from './reply.ts';
export { Subject, type PathSubject } from './subjects.ts';
