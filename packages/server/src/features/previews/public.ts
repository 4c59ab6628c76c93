/** What previews contribute to chat: the jobs a message causes, and its deletion. */
export { previewJobs, removedPreviewJobs } from './job.ts';
