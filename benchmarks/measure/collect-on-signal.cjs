/**
 * Preloaded into a server whose memory is weighed: SIGUSR2 collects all garbage, as the inspector does it. That also compacts
 * the heap and gives its empty pages back, which `gc()` leaves to chance: what is weighed is what is kept.
 */
const { Session } = require('node:inspector');

const session = new Session();
session.connect();
process.on('SIGUSR2', () => session.post('HeapProfiler.collectGarbage'));
