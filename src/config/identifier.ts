/** Ids and names that users choose. They become part of stream names and URLs. */
export const IDENTIFIER = /^[A-Za-z0-9._~-]{1,128}$/;
