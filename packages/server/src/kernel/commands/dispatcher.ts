/**
 * A command's way: rate limit, schema, identity, lane, decision, group commit, answer.
 *
 * Every refusal is an answer; nothing a client sends can end the process or stay unanswered (P8).
 */
import { type WireError, wireError } from '@parley/contract/kernel/errors';
import { type AccessCache, userChannel } from '../access/access-cache.ts';
import { mayAct, mayRun } from '../access/may-act.ts';
import { type Json, jsonOf, jsonText } from '../json.ts';
import type { Caller, Respond } from '../kernel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Identity } from '../ports/identities.ts';
import type { Ids } from '../ports/ids.ts';
import type { IdempotencyKey, Log, WriteSet } from '../ports/log.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import type {
  ChannelKind,
  CommandContext,
  CommandDef,
  DecidingCommand,
  Decision,
  Revocation,
  SessionCommand,
  SessionContext,
  SessionScope,
  Signal,
  Write,
} from './definition.ts';
import type { GroupCommit, Settlement } from './group-commit.ts';
import { Lanes, type LaneTask } from './lanes.ts';
import { Refused, refuse } from './refusal.ts';
import type { SharedRates } from './shared-rates.ts';

export interface DispatcherOptions {
  readonly commands: readonly CommandDef[];
  readonly log: Log;
  readonly commits: GroupCommit;
  readonly access: AccessCache;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly telemetry: Telemetry;
  readonly rates: SharedRates;
  readonly signal: (actor: string, signal: Signal, exceptSession: string | null) => void;
  readonly revoke: (revocation: Revocation) => void;
  readonly scope: (session: LiveSession, viewer: Identity) => CommandScope;
}

/** What a command does to the session it came by. `start` is to be called right after its answer was queued. */
export interface CommandScope {
  readonly scope: SessionScope;
  readonly start: () => void;
}

/** How often a command is decided anew before its person is told that others are faster. */
const MAX_ATTEMPTS = 8;

interface Job {
  readonly def: CommandDef;
  readonly input: unknown;
  readonly caller: Caller;
  /** By which it came; null for REST. */
  readonly session: LiveSession | null;
  readonly respond: Respond;
  readonly lane: string | undefined;
  readonly startedAt: number;
  attempts: number;
}

export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #commands: ReadonlyMap<string, CommandDef>;
  readonly #lanes = new Lanes();
  #underWay = 0;
  #lastMs = Number.NaN;
  #lastTime = '';

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#commands = new Map(options.commands.map((command) => [command.name, command]));
  }

  /** Commands that have not been answered yet. */
  get underWay(): number {
    return this.#underWay;
  }

  /** `session` is null for REST. */
  execute(
    caller: Caller,
    session: LiveSession | null,
    name: string,
    payload: unknown,
    respond: Respond,
  ): void {
    const { clock, telemetry } = this.#options;
    const admitted = this.#admit(caller, session, name, payload);
    if ('error' in admitted) {
      this.#refuse(respond, admitted.error);
      return;
    }
    const { def, input } = admitted;
    telemetry.count('commands', 1, name);
    this.#underWay += 1;
    const lane = session && def.lane ? `${session.id}|${def.lane(input)}` : undefined;
    const startedAt = clock.monotonic();
    const answered: Respond = (answer, ok) => {
      this.#underWay -= 1;
      telemetry.observe('command_ms', clock.monotonic() - startedAt);
      respond(answer, ok);
    };
    this.#enter({ def, input, caller, session, respond: answered, lane, startedAt, attempts: 0 });
  }

  /** The checks that come before a command costs anything. */
  #admit(
    caller: Caller,
    session: LiveSession | null,
    name: string,
    payload: unknown,
  ): { def: CommandDef; input: unknown } | { error: WireError } {
    const def = this.#commands.get(name);
    const retryAfterMs = this.#options.rates.take(def?.rate ?? 'commands', caller.userId);
    if (retryAfterMs > 0)
      return { error: wireError('RATE_LIMITED', 'Too fast. Wait a moment.', { retryAfterMs }) };
    if (!def || (def.effect === 'session' && !session)) {
      return { error: wireError('UNSUPPORTED', `There is no command ${shown(name)} here.`) };
    }
    const parsed = this.#parse(def, payload);
    return 'error' in parsed ? parsed : { def, input: parsed.value };
  }

  #parse(def: CommandDef, payload: unknown): { value: unknown } | { error: WireError } {
    try {
      const parsed = def.parse(payload);
      if (parsed.ok) return { value: parsed.value };
      const { details } = parsed;
      const first = details[0];
      const what = first
        ? `${first.path || 'The request'}: ${first.message}`
        : 'The request has the wrong shape.';
      return { error: wireError('INVALID', what, { details }) };
    } catch (cause) {
      this.#options.telemetry.error(`parsing ${def.name} failed`, cause);
      return { error: wireError('INVALID', 'The request could not be read.') };
    }
  }

  #enter(job: Job): void {
    this.#lanes.enter(job.lane, this.#task(job));
  }

  #task(job: Job): LaneTask {
    return { start: () => this.#start(job) };
  }

  /** Decides and hands over. Never rejects. */
  async #start(job: Job): Promise<'go-on' | 'wait'> {
    const { def, caller, input } = job;
    try {
      const actor = mayAct(await this.#options.access.identity(caller.userId));
      mayRun(actor, def);
      if (def.effect === 'session') {
        await this.#act(def, job, actor);
        return 'go-on';
      }
      const decision = await def.decide(this.#context(job, actor), input);
      if (this.#lanes.mustRequeue(job.lane)) {
        // Those before it in its lane must be decided anew first; what this one saw may no longer be so.
        this.#lanes.again(job.lane, this.#task(job));
        return 'go-on';
      }
      return this.#carryOut(def, job, actor, decision);
    } catch (cause) {
      await this.#refused(job, cause);
      return 'go-on';
    }
  }

  async #act(def: SessionCommand<unknown>, job: Job, actor: Identity): Promise<void> {
    if (!job.session) refuse('UNSUPPORTED', 'This needs a live connection.');
    const { scope, start } = this.#options.scope(job.session, actor);
    const context: SessionContext = { ...this.#context(job, actor), session: scope };
    const json = await def.act(context, job.input);
    this.#answer(job, json);
    start();
  }

  #carryOut(def: DecidingCommand<unknown>, job: Job, actor: Identity, decision: Decision): 'go-on' | 'wait' {
    switch (decision.kind) {
      case 'reply':
        this.#answer(job, JSON.stringify(decision.data));
        return 'go-on';
      case 'reply-json':
        this.#answer(job, decision.json);
        return 'go-on';
      case 'signal':
        this.#answer(job, '{}');
        this.#options.signal(actor.userId, decision.signal, job.session?.id ?? null);
        return 'go-on';
      case 'write': {
        const { write } = decision;
        const set = this.#writeSet(def, job, actor, write);
        this.#options.commits.submit(set, (settlement) => this.#settled(def, job, actor, write, settlement));
        return def.serial ? 'wait' : 'go-on';
      }
    }
  }

  #writeSet(def: DecidingCommand<unknown>, job: Job, actor: Identity, write: Write): WriteSet {
    const expect = [...(write.expect ?? [])];
    const own = userChannel(actor.userId);
    if (!expect.some(({ channel }) => channel === own)) {
      expect.push({ channel: own, aclVersion: actor.authVersion });
    }
    const { statements, appends, jobs, answer } = write;
    const key = this.#key(def, job);
    return {
      expect,
      statements,
      appends,
      answer,
      ...(jobs === undefined ? {} : { jobs }),
      ...(job.lane === undefined ? {} : { lane: job.lane }),
      ...(key ? { key } : {}),
    };
  }

  #key(def: CommandDef, job: Job): IdempotencyKey | undefined {
    if (def.effect !== 'write') return undefined;
    const clientId = def.clientId?.(job.input);
    if (clientId === undefined) return undefined;
    const hash = this.#options.ids.digest(JSON.stringify(job.input));
    return { userId: job.caller.userId, command: def.name, clientId, hash };
  }

  /** Called in batch order, before the batch's events are published. */
  #settled(
    def: DecidingCommand<unknown>,
    job: Job,
    actor: Identity,
    write: Write,
    settlement: Settlement,
  ): void {
    const { telemetry } = this.#options;
    switch (settlement.kind) {
      case 'committed':
        this.#answer(job, settlement.answer);
        for (const signal of write.signals ?? []) this.#options.signal(actor.userId, signal, null);
        if (write.revoke) this.#revokeAfterAnswer(write.revoke);
        break;
      case 'replayed':
        this.#answer(job, settlement.answer);
        break;
      case 'key-reused':
        this.#fail(job, KEY_REUSED);
        break;
      case 'conflict':
        telemetry.count('conflicts', 1, settlement.reason);
        for (const { channel } of write.expect ?? []) this.#options.access.forget(channel);
        this.#options.access.forget(userChannel(actor.userId));
        job.attempts += 1;
        if (job.attempts >= MAX_ATTEMPTS) {
          this.#fail(
            job,
            wireError('UNAVAILABLE', 'Others change this at the same time. Try again.', {
              retryAfterMs: 500,
            }),
          );
          break;
        }
        this.#lanes.again(job.lane, this.#task(job));
        if (def.serial) this.#lanes.release(job.lane);
        return;
      case 'held':
        this.#lanes.again(job.lane, this.#task(job));
        if (def.serial) this.#lanes.release(job.lane);
        return;
      case 'failed':
        telemetry.error(`${def.name} failed`, settlement.cause);
        this.#fail(job, INTERNAL);
        break;
      case 'unavailable':
        this.#fail(job, UNAVAILABLE);
        break;
    }
    if (def.serial) this.#lanes.release(job.lane);
  }

  /** After the events of the batch are on their way: the connection that asked still gets its answer. */
  #revokeAfterAnswer(revocation: Revocation): void {
    void Promise.resolve().then(() => this.#options.revoke(revocation));
  }

  #context(job: Job, actor: Identity): CommandContext {
    const { access, ids, clock } = this.#options;
    return {
      actor,
      loginId: job.caller.loginId,
      at: this.#timeOf(clock.now()),
      newId: () => ids.next(),
      access: <F>(kind: ChannelKind<F>, id: string) => access.access(kind, id, actor),
      run: (command, input) => this.#run(job, command, input),
    };
  }

  /** ISO 8601; many commands share a millisecond. */
  #timeOf(ms: number): string {
    if (ms !== this.#lastMs) {
      this.#lastMs = ms;
      this.#lastTime = new Date(ms).toISOString();
    }
    return this.#lastTime;
  }

  /** A command within a command: same caller, no lane of its own, its refusal is thrown. */
  #run(outer: Job, command: CommandDef, payload: unknown): Promise<string> {
    return new Promise((resolve, reject) => {
      const parsed = this.#parse(command, payload);
      if ('error' in parsed) return reject(new Refused(parsed.error));
      const respond: Respond = (answer, ok) => {
        // Both answers were made here, so their shapes are known: `{"ok":true,"data":…}` and a refusal.
        const json = jsonText(answer);
        if (ok) resolve(json.slice(OK_OPEN.length, -1));
        else reject(new Refused(JSON.parse(json).error));
      };
      const { caller, session, startedAt } = outer;
      const input = parsed.value;
      this.#enter({ def: command, input, caller, session, respond, lane: undefined, startedAt, attempts: 0 });
    });
  }

  /**
   * A refused retry of something that had its effect gets its first answer: replay needs the person's login, not the
   * right they had then.
   */
  async #refused(job: Job, cause: unknown): Promise<void> {
    const error = this.#errorOf(job.def, cause);
    const key = error.code === 'UNAUTHENTICATED' ? undefined : this.#key(job.def, job);
    if (!key) return this.#fail(job, error);
    try {
      const found = await this.#options.log.find(key);
      if (found.kind === 'replayed') this.#answer(job, found.answer);
      else this.#fail(job, found.kind === 'key-reused' ? KEY_REUSED : error);
    } catch (broken) {
      this.#options.telemetry.error('looking up a key failed', broken);
      this.#fail(job, UNAVAILABLE);
    }
  }

  #errorOf(def: CommandDef, cause: unknown): WireError {
    if (cause instanceof Refused) return cause.wire;
    this.#options.telemetry.error(`${def.name} failed`, cause);
    return INTERNAL;
  }

  #answer(job: Job, json: Json): void {
    this.#lanes.finished(job.lane);
    job.respond(typeof json === 'string' ? `${OK_OPEN}${json}}` : jsonOf(OK_OPEN, json, '}'), true);
  }

  #fail(job: Job, error: WireError): void {
    this.#lanes.finished(job.lane);
    this.#refuse(job.respond, error);
  }

  #refuse(respond: Respond, error: WireError): void {
    this.#options.telemetry.count('refusals', 1, error.code);
    respond(JSON.stringify({ ok: false, error }), false);
  }
}

const OK_OPEN = '{"ok":true,"data":';
const KEY_REUSED = wireError('CONFLICT', 'This clientId was used for another request. Use a new one.');
const INTERNAL = wireError('INTERNAL', 'Something went wrong here. It was logged; try again.');
const UNAVAILABLE = wireError('UNAVAILABLE', 'The server can’t store this right now. Try again.', {
  retryAfterMs: 1000,
});

function shown(name: string): string {
  return name.length > 64 ? `${name.slice(0, 64)}…` : name;
}
