/** Today's date in UTC: what "now" means to a question that needs a date. Read at the edge, never in core. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
