/** What features hand to the kernel: commands that decide, and the kinds of channel they own. */

import type { RateClass } from '@parley/contract/kernel/define';
import type { ErrorDetail } from '@parley/contract/kernel/errors';
import type { Position } from '@parley/contract/kernel/position';
import type { PresenceChanged } from '@parley/contract/kernel/presence';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { type Json, jsonOf } from '../json.ts';
import type { Identity } from '../ports/identities.ts';
import type { Answer, Append, NewJob, Statement } from '../ports/log.ts';

export type Parsed<I> =
  | { readonly ok: true; readonly value: I }
  | { readonly ok: false; readonly details: ErrorDetail[] };

/** What somebody may do on a channel, read in one snapshot. `facts` is the feature's own knowledge of it. */
export interface Access<F = unknown> {
  readonly aclVersion: number;
  /** Whether they may read. When false, the channel is answered like one that doesn't exist. */
  readonly read: boolean;
  /** Reads and resumes stop here; 1 for the whole history. */
  readonly visibleFromSeq: number;
  readonly facts: F;
}

/** A channel's present state and the seq it is true for, read in one repeatable-read transaction. */
export interface Snapshot {
  readonly seq: number;
  readonly json: string;
}

/** A kind of channel, owned by one feature. */
export interface ChannelKind<F = unknown> {
  readonly kind: string;
  /** Reads rights and `aclVersion` together. Null when there is no such channel. The kernel caches it exactly. */
  access(id: string, userId: string): Promise<Access<F> | null>;
  snapshot(id: string, viewer: Identity): Promise<Snapshot>;
}

/** A write set as a handler makes it; the kernel adds lane, key and the actor's `authVersion`. */
export interface Write {
  readonly expect?: readonly { readonly channel: string; readonly aclVersion: number }[];
  readonly statements: readonly Statement[];
  readonly appends: readonly Append[];
  /** Work to be done once it is durable, and never without it. */
  readonly jobs?: readonly NewJob[];
  readonly answer: Answer;
  /** Signals to send once it is durable. */
  readonly signals?: readonly Signal[];
  /** Logins to end once it is durable (P6). */
  readonly revoke?: Revocation;
}

export interface Signal {
  readonly channel: string;
  readonly type: string;
  readonly data: object;
}

/** One sign-in of a person. */
export interface LoginRef {
  readonly userId: string;
  readonly loginId: string;
}

/** Whose live sessions end, and how they are told. `exceptLogin` spares the one that asked. */
export interface Revocation {
  readonly userId: string;
  readonly loginId?: string;
  readonly exceptLogin?: string;
  readonly code: 'logout' | 'revoked' | 'disabled' | 'banned';
  /** With `banned`: until when, and why. */
  readonly sanction?: Sanction;
}

export type Decision =
  | { readonly kind: 'write'; readonly write: Write }
  /** Nothing to write: the answer, which must be JSON. */
  | { readonly kind: 'reply'; readonly data: object }
  /** The same, already encoded. */
  | { readonly kind: 'reply-json'; readonly json: string }
  | { readonly kind: 'signal'; readonly signal: Signal };

/** The answer of a resume, already encoded: JSON of contract's `Resumed`. */
export interface Followed {
  readonly position: Position;
  readonly recovered: boolean;
  /** Array of envelopes. */
  readonly events: Json;
  readonly more: boolean;
  /** JSON; present exactly when not recovered. */
  readonly snapshot?: string;
}

export function followedJson(followed: Followed): Json {
  const { position, recovered, events, more, snapshot } = followed;
  const tail = snapshot === undefined ? '' : `,"snapshot":${snapshot}`;
  return jsonOf(
    `{"position":${JSON.stringify(position)},"recovered":${recovered},"events":`,
    events,
    `,"more":${more}${tail}}`,
  );
}

/** The caller's own connection; events of what is followed here start after the command's answer. */
export interface SessionScope {
  /** Follows or resumes. Refuses with NOT_FOUND what the person may not read. */
  follow(channel: string, position?: Position): Promise<Followed>;
  unfollow(channel: string): void;
  setPresence(status: 'online' | 'away' | 'dnd', text?: string): void;
  /**
   * Looks at these people and at nobody else: answers how they are, and once that is answered the session is told what
   * changes. `still` is for who may lose the right to: asked anew every 30 s.
   */
  watch(userIds: readonly string[], still?: () => Promise<readonly string[]>): readonly PresenceChanged[];
}

export interface CommandContext {
  readonly actor: Identity;
  /** The sign-in it came by. */
  readonly loginId: string;
  /** ISO 8601; one value for the whole command. */
  readonly at: string;
  newId(): string;
  /** What the actor may do on a channel: cached, exactly invalidated. Null when there is no such channel. */
  access<F>(kind: ChannelKind<F>, id: string): Promise<Access<F> | null>;
  /** Runs another command's decision as part of this one and waits for its answer; refuses as it does. */
  run(command: CommandDef, input: unknown): Promise<string>;
}

export interface SessionContext extends CommandContext {
  readonly session: SessionScope;
}

interface CommandBase<I> {
  readonly name: string;
  readonly rate: RateClass;
  /** Open to people who are muted too. */
  readonly quiet?: boolean;
  parse(payload: unknown): Parsed<I>;
  /** The lane: commands with the same session and lane start in arrival order. Default: none. */
  lane?(input: I): string;
}

/** Decides without holding a transaction; may be asked again after a conflict. */
export interface DecidingCommand<I> extends CommandBase<I> {
  readonly effect: 'write' | 'read' | 'signal';
  /** Holds its lane until its commit is known. */
  readonly serial?: boolean;
  clientId?(input: I): string | undefined;
  decide(context: CommandContext, input: I): Promise<Decision>;
}

/** Acts on the caller's own connection and answers JSON. Holds its lane until done. */
export interface SessionCommand<I> extends CommandBase<I> {
  readonly effect: 'session';
  act(context: SessionContext, input: I): Promise<Json>;
}

// A registry holds commands of every input type: `parse` guards each, and methods are bivariant.
export type CommandDef = DecidingCommand<unknown> | SessionCommand<unknown>;
