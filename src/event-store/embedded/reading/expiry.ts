/** `hasExpired` as SQL: true of an event `e` of stream `s` that has not; its one parameter is the present, in ms. */
export const NOT_EXPIRED = '(s.max_age_seconds IS NULL OR e.stored_at > ? - s.max_age_seconds * 1000)';
