/** What previews contribute to chat: the jobs a message causes. */
export { previewJobs } from './job.ts';
