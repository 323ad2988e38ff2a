import { availableParallelism, totalmem } from 'node:os';

/**
 * Settings of the built-in server for a machine that it shares with the two Node processes.
 * `durable` false gives up what only a crash of the machine would lose.
 */
export function postgresSettings(durable: boolean): readonly (readonly [string, string | number])[] {
  const quarter = Math.min(8192, Math.max(128, Math.floor(totalmem() / 1024 / 1024 / 4)));
  return [
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', ''],
    ['max_connections', 100],
    ['shared_buffers', `${durable ? quarter : 256}MB`],
    ['effective_cache_size', `${quarter * 2}MB`],
    ['work_mem', '64MB'],
    ['hash_mem_multiplier', '4'],
    ['maintenance_work_mem', '256MB'],
    ['max_wal_size', '4GB'],
    ['checkpoint_completion_target', '0.9'],
    ['random_page_cost', '1.1'],
    ['effective_io_concurrency', 16],
    // The process that gathers works too: one helper less than processors, or they take turns.
    ['max_parallel_workers_per_gather', Math.min(4, Math.max(1, availableParallelism() - 1))],
    ['jit', 'off'],
    ['wal_compression', 'pglz'],
    ['log_checkpoints', 'off'],
    ['log_timezone', 'UTC'],
    ...(durable
      ? []
      : ([
          ['fsync', 'off'],
          ['full_page_writes', 'off'],
        ] as const)),
  ];
}
