import { REQUEST_LIMITS } from '@satsuma/contracts';
import { ProblemError } from './problem-error.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A parsed body, and whether text in it may be no Unicode text: NUL and lone surrogates can only come as escapes. */
export interface JsonBody {
  readonly value: unknown;
  readonly suspect: boolean;
}

/** Reads a body. Undefined for an empty one; refuses what is no UTF-8, no JSON, or nested too deep. */
export function readJson(bytes: Buffer): JsonBody {
  if (bytes.length === 0) return { value: undefined, suspect: false };
  if (tooDeep(bytes, REQUEST_LIMITS.jsonDepth)) {
    throw new ProblemError(
      'limit.exceeded',
      `JSON may nest at most ${REQUEST_LIMITS.jsonDepth} deep; this body nests deeper.`,
    );
  }
  const text = decode(bytes);
  try {
    return { value: JSON.parse(text), suspect: /\\u(?:0000|[dD][89a-fA-F])/.test(text) };
  } catch (error) {
    throw new ProblemError('request.invalid', `The body is not valid JSON: ${(error as Error).message}.`);
  }
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ProblemError('request.invalid', 'The body is not valid JSON: it is not encoded in UTF-8.');
  }
}

/** Looks at brackets outside of strings only, so that the parser never meets a deep body. */
function tooDeep(bytes: Buffer, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (quoted) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > most) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}
