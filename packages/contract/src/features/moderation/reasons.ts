/** Why people report. Free of schemas: a browser's content policy lets none be compiled. */
export const REPORT_REASONS = ['spam', 'harassment', 'hate', 'illegal', 'other'] as const;
