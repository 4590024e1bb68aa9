/** Any key: a body of lists within lists, as long as a body may be. */
export function prepare() {
  return { settings: {} };
}

export async function attack({ url }, _target, share) {
  const depth = Math.round(4_000_000 * share);
  const statuses = [];
  for (const body of [`${'['.repeat(depth)}${']'.repeat(depth)}`, `{"addresses":${'['.repeat(depth)}`]) {
    const answer = await fetch(`${url}/v1/recipients/lookup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await answer.arrayBuffer();
    statuses.push(answer.status);
  }
  return { withstood: statuses.every((status) => status === 400 || status === 413), statuses };
}
