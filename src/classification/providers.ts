/**
 * Who runs the mailboxes of a domain, as far as the domain's name tells. Domains of organisations that have their mail
 * hosted are not in it: only their MX records would say, and those change.
 */
const DOMAINS_OF_PROVIDER: Readonly<Record<string, readonly string[]>> = {
  google: ['gmail.com', 'googlemail.com'],
  microsoft: [
    ...['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'passport.com', 'windowslive.com', 'outlook.de'],
    ...['outlook.fr', 'outlook.es', 'outlook.it', 'outlook.jp', 'outlook.com.br', 'hotmail.co.uk', 'hotmail.fr'],
    ...['hotmail.de', 'hotmail.it', 'hotmail.es', 'hotmail.be', 'hotmail.nl', 'hotmail.co.jp', 'hotmail.com.br'],
    ...['live.co.uk', 'live.fr', 'live.de', 'live.it', 'live.nl', 'live.be', 'live.ca', 'live.com.au', 'live.se'],
  ],
  yahoo: [
    ...['yahoo.com', 'ymail.com', 'rocketmail.com', 'myyahoo.com', 'aol.com', 'aim.com', 'aol.de', 'aol.co.uk'],
    ...['yahoo.co.uk', 'yahoo.fr', 'yahoo.de', 'yahoo.it', 'yahoo.es', 'yahoo.ca', 'yahoo.com.br', 'yahoo.co.in'],
    ...['yahoo.in', 'yahoo.com.au', 'yahoo.com.mx', 'yahoo.com.ar', 'yahoo.co.id', 'yahoo.gr', 'yahoo.ie'],
  ],
  'yahoo-japan': ['yahoo.co.jp', 'ybb.ne.jp'],
  apple: ['icloud.com', 'me.com', 'mac.com'],
  gmx: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.com', 'gmx.fr', 'gmx.co.uk', 'web.de', 'mail.com'],
  telekom: ['t-online.de', 'magenta.de'],
  freenet: ['freenet.de'],
  orange: ['orange.fr', 'wanadoo.fr'],
  free: ['free.fr', 'aliceadsl.fr', 'online.fr'],
  sfr: ['sfr.fr', 'neuf.fr', 'cegetel.net', 'numericable.fr', '9online.fr', 'club-internet.fr'],
  laposte: ['laposte.net'],
  libero: ['libero.it', 'iol.it', 'inwind.it', 'blu.it', 'giallo.it', 'virgilio.it'],
  tim: ['tim.it', 'alice.it', 'tin.it'],
  proton: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'],
  comcast: ['comcast.net'],
  charter: ['charter.net', 'spectrum.net', 'rr.com', 'twc.com'],
  att: ['att.net', 'sbcglobal.net', 'bellsouth.net', 'ameritech.net', 'pacbell.net'],
  cox: ['cox.net'],
  bt: ['btinternet.com', 'btopenworld.com', 'talk21.com'],
  sky: ['sky.com'],
  virgin: ['virginmedia.com', 'ntlworld.com', 'blueyonder.co.uk'],
  'mail.ru': ['mail.ru', 'inbox.ru', 'list.ru', 'bk.ru', 'internet.ru'],
  yandex: ['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua'],
  seznam: ['seznam.cz', 'email.cz', 'post.cz'],
  wp: ['wp.pl', 'o2.pl', 'tlen.pl'],
  onet: ['onet.pl', 'op.pl', 'onet.eu', 'poczta.onet.pl', 'vp.pl'],
  interia: ['interia.pl', 'interia.eu', 'poczta.fm'],
  tencent: ['qq.com', 'foxmail.com'],
  netease: ['163.com', '126.com', 'yeah.net', '188.com'],
  sina: ['sina.com', 'sina.cn'],
  naver: ['naver.com'],
  daum: ['daum.net', 'hanmail.net', 'kakao.com'],
  docomo: ['docomo.ne.jp'],
  uol: ['uol.com.br', 'bol.com.br'],
  zoho: ['zoho.com', 'zohomail.com'],
  fastmail: ['fastmail.com', 'fastmail.fm'],
};

const PROVIDER_OF_DOMAIN: ReadonlyMap<string, string> = new Map(
  Object.entries(DOMAINS_OF_PROVIDER).flatMap(([provider, domains]) => domains.map((domain) => [domain, provider])),
);

/**
 * Domains under which a provider's mail servers have their names: the only thing that tells who runs a domain that an
 * organisation has hosted.
 */
const SERVER_DOMAINS: Readonly<Record<string, string>> = {
  'google.com': 'google',
  'googlemail.com': 'google',
  'outlook.com': 'microsoft',
  'hotmail.com': 'microsoft',
  'yahoodns.net': 'yahoo',
  'yahoo.com': 'yahoo',
  'icloud.com': 'apple',
  'apple.com': 'apple',
  'gmx.net': 'gmx',
  'web.de': 'gmx',
  'yandex.net': 'yandex',
  'yandex.ru': 'yandex',
  'mail.ru': 'mail.ru',
  'qq.com': 'tencent',
  'protonmail.ch': 'proton',
  'zoho.com': 'zoho',
  'messagingengine.com': 'fastmail',
};

/** Names that {@link providerOf} may give, besides `other`. */
export const PROVIDERS: readonly string[] = Object.keys(DOMAINS_OF_PROVIDER);

/** Who runs a mail server, as far as its name (lower case) tells; null where it tells nothing. */
export function providerOfServer(host: string): string | null {
  const domain = host.split('.').slice(-2).join('.');
  return SERVER_DOMAINS[domain] ?? null;
}

/** The provider of a domain (lower case), `other` where its name tells none. */
export function providerOf(domain: string): string {
  return PROVIDER_OF_DOMAIN.get(domain) ?? 'other';
}
