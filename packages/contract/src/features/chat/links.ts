/** How many links are asked about at once. Apart from the schemas, for who has no use for these. */
export const MAX_LINKS = 50;
