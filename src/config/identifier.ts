/** Ids and names that users give: they stand in stream names and in URLs. */
export const IDENTIFIER = /^[A-Za-z0-9._~-]{1,128}$/;
