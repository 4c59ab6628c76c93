/** One connection for writing. It is opened when needed and never used again once it broke. */
import pg from 'pg';
import type { Row } from '../sql/steps.ts';

export interface ConnectSettings {
  readonly url: string;
  readonly statementTimeoutMs: number;
}

const PREPARED_KEPT = 500;

/**
 * Writes go by key. A prepared statement keeps its plan, and one made while a table was nearly empty would go on
 * reading all of it once it is full.
 */
const PLANS_BY_KEY = 'set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off';

export function clientConfig({ url, statementTimeoutMs }: ConnectSettings): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'parley',
    statement_timeout: statementTimeoutMs,
    // For a server that vanished without a word: after this the connection counts as lost.
    query_timeout: statementTimeoutMs + 5_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: { getTypeParser: parserOf },
  };
}

const INT8 = 20;

/** Counters fit a double, so int8 comes as a number and not as text. */
function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8 && format !== 'binary') return Number;
  return pg.types.getTypeParser(oid, format ?? 'text');
}

export interface QueryResult {
  readonly rows: readonly Row[];
  readonly changes: number;
  /** The server's word for what it did: `COMMIT`, `ROLLBACK`. */
  readonly command: string;
}

export class Connection {
  readonly #client: pg.Client;
  readonly #names = new Map<string, string>();
  #broken = false;

  private constructor(client: pg.Client) {
    this.#client = client;
    client.on('error', () => {
      this.#broken = true;
    });
    client.on('end', () => {
      this.#broken = true;
    });
  }

  static async open(settings: ConnectSettings): Promise<Connection> {
    const client = new pg.Client(clientConfig(settings));
    const connection = new Connection(client);
    await client.connect();
    await client.query(PLANS_BY_KEY);
    return connection;
  }

  get broken(): boolean {
    return this.#broken;
  }

  /** Several statements without parameters may go in one `sql`; the result is the last one's. */
  async simple(sql: string): Promise<QueryResult> {
    // One statement gives a result, several an array of them; the types know only the first.
    const result: pg.QueryResult | pg.QueryResult[] = await this.#client.query(sql);
    return resultOf(Array.isArray(result) ? result.at(-1) : result);
  }

  /** A prepared statement, parsed once per connection. */
  async query(sql: string, values: readonly unknown[]): Promise<QueryResult> {
    const name = this.#nameOf(sql);
    return resultOf(await this.#client.query({ text: sql, values: [...values], ...(name ? { name } : {}) }));
  }

  async close(): Promise<void> {
    this.#broken = true;
    await this.#client.end().catch(() => undefined);
  }

  /** Hot statements come first and stay; past the bound the rest are parsed each time. */
  #nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= PREPARED_KEPT) return known;
    const name = `parley_${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }
}

function resultOf(result: pg.QueryResult | undefined): QueryResult {
  return { rows: result?.rows ?? [], changes: result?.rowCount ?? 0, command: result?.command ?? '' };
}
