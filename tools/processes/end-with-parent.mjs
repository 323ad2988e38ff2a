// Loaded into every process that another one of ours has started: when that one is gone, however it went, this one ends in order.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
