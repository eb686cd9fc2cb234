/** `cloudflare:workers` where there is no workerd: what a Durable Object's class is made from. */
export class DurableObject {
  protected readonly ctx: unknown;
  protected readonly env: unknown;

  constructor(context: unknown, env: unknown) {
    this.ctx = context;
    this.env = env;
  }
}
