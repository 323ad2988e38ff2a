import { Problem } from '../problem.ts';
import type { Say } from '../progress.ts';
import { noteProcesses } from './leftovers.ts';
import { portIsFree } from './ports.ts';
import { Service, type ServiceOptions } from './service.ts';

export interface SupervisedOptions extends ServiceOptions {
  /** Where it says whether it is ready; null: nowhere. */
  readonly readyUrl: string | null;
}

export interface SupervisorOptions {
  readonly dataDir: string;
  readonly services: readonly SupervisedOptions[];
  /** Where the API listens: taken by somebody else, it cannot come back. */
  readonly address: { readonly host: string; readonly port: number };
  readonly say: Say;
}

const READY_MS = 120_000;
const LONGEST_PAUSE = 30_000;
/** Whoever ran for this long in milliseconds is started again without a pause. */
const WELL = 60_000;

/** Runs the processes of Satsuma and starts the ones again that die. */
export class Supervisor {
  /** Rejects with a `Problem` when there is no point in going on. */
  readonly failed: Promise<never>;
  private readonly options: SupervisorOptions;
  private readonly services: readonly Service[];
  private fail: (error: unknown) => void = () => undefined;
  private stopping = false;
  private isReady = false;

  constructor(options: SupervisorOptions) {
    this.options = options;
    this.failed = new Promise<never>((_, reject) => (this.fail = reject));
    this.failed.catch(() => undefined);
    this.services = options.services.map((service) => new Service(service));
    for (const service of this.services) void this.keep(service).catch(this.fail);
  }

  /** Resolves when all of them can work. */
  async ready(): Promise<void> {
    await Promise.all(this.options.services.map((service) => this.untilReady(service)));
    this.isReady = true;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.services.map((service) => service.stop()));
    noteProcesses(this.options.dataDir, []);
  }

  private async keep(service: Service): Promise<void> {
    const { name } = service.options;
    for (let pause = 0; !this.stopping;) {
      const gone = service.run();
      this.note();
      const { ranFor, how } = await gone;
      if (this.stopping) return;
      if (!this.isReady)
        throw new Problem(`The ${name} does not start: ${how} (more in ${service.options.logFile})`);
      if (name === 'api') await this.checkAddress();
      pause = ranFor > WELL ? 0 : Math.min(LONGEST_PAUSE, pause === 0 ? 1000 : pause * 2);
      this.options.say(
        `The ${name} has died: ${how} (more in ${service.options.logFile}). It is started again${pause > 0 ? ` in ${pause / 1000} s` : ''}.`,
      );
      await sleep(pause);
    }
  }

  private async checkAddress(): Promise<void> {
    const { host, port } = this.options.address;
    if (!(await portIsFree(port, host)))
      throw new Problem(
        `The API has died and port ${port} on ${host} is taken now: stop what listens there, or set PORT.`,
      );
  }

  private note(): void {
    const running = this.services.flatMap(({ pid, options: { script } }) =>
      pid === undefined ? [] : [{ pid, script }],
    );
    noteProcesses(this.options.dataDir, running);
  }

  private async untilReady({ name, readyUrl, logFile }: SupervisedOptions): Promise<void> {
    if (readyUrl === null) return;
    for (let waited = 0; !this.stopping; waited += 50) {
      const answer = await fetch(readyUrl).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.ok === true) return;
      if (waited > READY_MS)
        throw new Problem(`The ${name} is not ready after ${READY_MS / 1000} s; see ${logFile}.`);
      await sleep(50);
    }
  }
}

const sleep = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds));
