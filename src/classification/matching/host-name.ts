const MTA_TYPE = /^[a-z][a-z0-9-]{0,40} ?;/iu;
const HOST_NAME = /^ ?\[?([^\s[\](),;<>]{1,255}?)\.?(?:[\s[\](),;<>:]|$)/u;

/** The name in what reports write of an MTA: `dns; mx1.example.com. (192.0.2.1)` → `mx1.example.com`. */
export function hostName(stated: string): string | null {
  return HOST_NAME.exec(stated.replace(MTA_TYPE, ''))?.[1]?.toLowerCase() ?? null;
}
