/** The dependency-cruiser configuration of this tree: `npm run imports`. */
const { options, rulesUnder } = require('./layers.cjs');

module.exports = { forbidden: rulesUnder(''), options };
