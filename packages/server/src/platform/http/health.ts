/** Liveness, readiness and metrics: for orchestrators and scrapers, so without authentication. */
import type { FastifyInstance } from 'fastify';

export interface Health {
  /** Why this node should get no traffic now; empty when it should. Never rejects. */
  unready(): Promise<readonly string[]>;
  /** What is amiss but no reason to send people elsewhere. */
  impaired(): readonly string[];
  /** Prometheus text format. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}

export function mountHealth(app: FastifyInstance, health: Health): void {
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const reasons = await health.unready();
    return reply
      .header('cache-control', 'no-store')
      .code(reasons.length === 0 ? 200 : 503)
      .send({ ok: reasons.length === 0, reasons, impaired: health.impaired() });
  });
  app.get('/metrics', async (_request, reply) => {
    const { type, text } = await health.metrics();
    return reply.header('content-type', type).send(text);
  });
}
