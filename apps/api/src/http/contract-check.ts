import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Endpoint, ProblemIssue } from '@satsuma/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from './caller.ts';
import { readIfMatch } from './etag.ts';
import type { InputOf, RequestState } from './input.ts';
import { furtherProblems, issuesOf, onlyLimits } from './issues.ts';
import type { JsonBody } from './json-body.ts';
import { ProblemError } from './problem-error.ts';
import { Subjects } from './subjects.ts';
import { textIssues, textProblem } from './text-check.ts';

const NOTHING = z.strictObject({});

/** Holds a request against the contract of its endpoint and makes the input of the handler from it. */
@Injectable()
export class ContractCheck {
  constructor(@Inject(Subjects) private readonly subjects: Subjects) {}

  /** Throws the problem of the request: an id of nothing first, then all that is wrong with query and body. */
  async inputOf(
    request: FastifyRequest,
    state: RequestState,
    signal: AbortSignal,
  ): Promise<InputOf<unknown>> {
    const { endpoint, caller } = state;
    const params = paramsOf(endpoint, request);
    const [query, body] = await this.orNotFound(endpoint, caller, params, () => [
      checked(endpoint.query ?? NOTHING, { value: request.query, suspect: true }, 'query'),
      endpoint.bodyKind === 'multipart'
        ? undefined
        : checkedBody(endpoint, request.body as JsonBody | undefined),
    ]);
    return {
      params,
      query: endpoint.query === undefined ? undefined : query,
      body: endpoint.body === undefined ? undefined : body,
      headers: { ifMatch: readIfMatch(request.headers['if-match']) },
      upload: endpoint.bodyKind === 'multipart' ? uploadOf(request) : null,
      signal,
    } as unknown as InputOf<unknown>;
  }

  private async orNotFound<T>(
    endpoint: Endpoint,
    caller: Caller | null,
    params: Record<string, string>,
    check: () => T,
  ): Promise<T> {
    try {
      return check();
    } catch (error) {
      // Only now is it worth a question to the database: handlers of good requests find out by themselves.
      if (caller !== null && !(await this.subjects.exist(endpoint, caller, params))) throw nothingThere();
      throw error;
    }
  }
}

const nothingThere = (): ProblemError =>
  new ProblemError('not_found', 'What the path names does not exist in this workspace.');

function paramsOf(endpoint: Endpoint, request: FastifyRequest): Record<string, string> {
  const params = request.params as Record<string, string>;
  // Such text is the name of nothing, and the database could not even be asked for it.
  if (Object.values(params).some((text) => textProblem(text) !== null)) throw nothingThere();
  if (endpoint.params === undefined) return {};
  const parsed = endpoint.params.safeParse(params);
  if (!parsed.success) throw nothingThere();
  return parsed.data as Record<string, string>;
}

function checkedBody(endpoint: Endpoint, body: JsonBody | undefined): unknown {
  const given = body ?? { value: undefined, suspect: false };
  // An endpoint without a body takes an empty one.
  if (endpoint.body === undefined) return checked(NOTHING.optional(), given, 'body');
  if (given.value === undefined) {
    // Where no field has to be there, saying nothing is an empty object.
    if (endpoint.body.safeParse({}).success) return checked(endpoint.body, { ...given, value: {} }, 'body');
    throw new ProblemError('request.invalid', 'The request needs a JSON body.');
  }
  return checked(endpoint.body, given, 'body');
}

function checked(schema: z.ZodType, { value, suspect }: JsonBody, what: 'query' | 'body'): unknown {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw refusal(what, issuesOf(parsed.error.issues, schema));
  const texts = suspect ? textIssues(value, schema) : [];
  if (texts.length > 0) {
    throw new ProblemError('request.invalid', summary(what, texts), { status: 422, issues: texts });
  }
  return parsed.data;
}

function refusal(what: string, issues: readonly ProblemIssue[]): ProblemError {
  return new ProblemError(onlyLimits(issues) ? 'limit.exceeded' : 'request.invalid', summary(what, issues), {
    issues,
  });
}

function summary(what: string, issues: readonly ProblemIssue[]): string {
  const [first] = issues;
  const place = first?.path === '' || first === undefined ? `The ${what}` : `${first.path} in the ${what}`;
  return `${place} ${first?.message ?? 'is not valid'}.${furtherProblems(issues.length - 1)}`;
}

function uploadOf(request: FastifyRequest): InputOf<unknown>['upload'] {
  const length = Number(request.headers['content-length']);
  return {
    contentType: request.headers['content-type'] ?? '',
    stream: request.body as Readable,
    length: Number.isSafeInteger(length) && length > 0 ? length : null,
  };
}
