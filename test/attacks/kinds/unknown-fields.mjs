/** Any key: a body of unknown fields, in one object and in many. */
export function prepare() {
  return { settings: {} };
}

export async function attack({ url }, _target, share) {
  const fields = Math.round(500_000 * share);
  const one = `{${Array.from({ length: fields }, (_, n) => `"f${n}":1`).join()}}`;
  const inner = `{${Array.from({ length: 1_000 }, (_, n) => `"f${n}":1`).join()}}`;
  const many = `{"addresses":[${Array.from({ length: Math.round(fields / 1_000) }, () => inner).join()}]}`;
  const statuses = [];
  for (const body of [one, many]) statuses.push(await statusOf(`${url}/v1/recipients/lookup`, body));
  return { withstood: statuses.every((status) => status === 400 || status === 413), statuses };
}

async function statusOf(url, body) {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await answer.arrayBuffer();
  return answer.status;
}
