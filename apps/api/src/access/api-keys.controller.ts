import { Controller } from '@nestjs/common';
import {
  REQUEST_LIMITS,
  Scope,
  createApiKey as createApiKeyEndpoint,
  listApiKeys as listApiKeysEndpoint,
  revokeApiKey as revokeApiKeyEndpoint,
} from '@satsuma/contracts';
import { createApiKey, listApiKeys, revokeApiKey, type ApiKeyRow, type Database } from '@satsuma/database';
import { Clock, InjectDatabase } from '@satsuma/runtime';
import { z } from 'zod';
import {
  CallerOf,
  Handles,
  Input,
  ProblemError,
  idOf,
  notFound,
  readCursor,
  writeCursor,
  type AnswerOf,
  type Caller,
  type InputOf,
} from '../http/index.ts';

/** Keys of programs. */
@Controller()
export class ApiKeysController {
  constructor(
    @InjectDatabase() private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  @Handles(createApiKeyEndpoint)
  async create(
    @Input() { body }: InputOf<typeof createApiKeyEndpoint>,
    @CallerOf() { workspaceId, actor }: Caller,
  ): Promise<AnswerOf<typeof createApiKeyEndpoint>> {
    const scopes = [...new Set(body.scopes)];
    const made = await createApiKey(
      this.db,
      { workspaceId, name: body.name, scopes, actor, now: this.clock.now() },
      REQUEST_LIMITS.apiKeys,
    );
    if (made !== null) return { ...wireOf(made.row), key: made.key };
    throw new ProblemError(
      'limit.exceeded',
      `A workspace has at most ${REQUEST_LIMITS.apiKeys} API keys; revoke one that is not used any more.`,
    );
  }

  @Handles(listApiKeysEndpoint)
  async list(
    @Input() { query: { limit, cursor } }: InputOf<typeof listApiKeysEndpoint>,
    @CallerOf() { workspaceId }: Caller,
  ): Promise<AnswerOf<typeof listApiKeysEndpoint>> {
    const before = readCursor(cursor, z.int().positive());
    const rows = await listApiKeys(this.db, workspaceId, { limit: limit + 1, before });
    const data = rows.slice(0, limit).map(wireOf);
    const last = data.at(-1);
    return { data, nextCursor: rows.length > limit && last !== undefined ? writeCursor(last.id) : null };
  }

  @Handles(revokeApiKeyEndpoint)
  async revoke(
    @Input() { params }: InputOf<typeof revokeApiKeyEndpoint>,
    @CallerOf() { workspaceId, actor }: Caller,
  ): Promise<void> {
    const id = idOf(params.id, 'API key');
    if (!(await revokeApiKey(this.db, workspaceId, id, { actor, now: this.clock.now() }))) {
      throw notFound('API key', id);
    }
  }
}

const wireOf = ({ id, name, scopes, prefix, createdAt, lastUsedAt }: ApiKeyRow) => ({
  id,
  name,
  scopes: scopes.map((scope) => Scope.parse(scope)),
  prefix,
  createdAt,
  lastUsedAt,
});
